using System.Text;
using KexecPerf.Model.Caches;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Machines;

/// <summary>What every shipped profile must hold, and which must be there.</summary>
public static class ShippedProfileTests
{
    private static readonly MachineProfile[] All =
    [
        .. MachineProfiles.Names.Select(MachineProfiles.Get),
    ];

    [Fact]
    public static void There_are_two_classes_and_at_least_eight_machines()
    {
        string[] classes =
        [
            .. MachineProfiles.Names.Where(n => n.EndsWith("-class", StringComparison.Ordinal)),
        ];
        Assert.Equal(["arm64-class", "x86_64-class"], classes);
        Assert.True(MachineProfiles.Names.Count >= 10);
        Assert.All(All, m => Assert.Equal(m, MachineProfiles.Get(m.Name), ByName));
    }

    [Fact]
    public static void The_machines_people_ask_for_are_there()
    {
        string[] named = ["zen3-vm", "zen4-vm", "lab-guest", "stingray", "thunderx2"];
        Assert.All(named, name => Assert.Contains(name, MachineProfiles.Names));
        Assert.Contains(All, m => IsArm64(m) && m.Name.Contains("graviton"));
        Assert.Contains(All, m => IsArm64(m) && m.Cpus == 128);
        Assert.Contains(All, m => !IsArm64(m) && m.Name.Contains("intel"));
        Assert.Contains(All, m => !IsArm64(m) && m.Name.Contains("amd") && m.Cpus >= 96);
    }

    [Fact]
    public static void Every_number_has_a_source_and_ordered_quantiles()
    {
        foreach (MachineProfile machine in All)
        {
            Quantity[] quantities =
            [
                .. machine.Quantities.OfType<Quantity>(),
                .. machine.Devices.Select(d => d.Shutdown),
            ];
            Assert.NotEmpty(machine.Devices);
            foreach (Quantity q in quantities)
            {
                Assert.True(q.Source.Trim().Length >= 10, machine.Name + ": " + q.Source);
                Assert.True(0 <= q.Low && q.Low <= q.Value && q.Value <= q.High, machine.Name);
                Assert.True(Enum.IsDefined(q.Evidence));
            }
        }
    }

    [Fact]
    public static void A_profile_has_exactly_the_parameters_of_its_architecture()
    {
        foreach (MachineProfile machine in All)
        {
            Assert.Equal(
                MachineParameters.All.Select(p => p.AppliesTo(machine.Architecture)),
                machine.Quantities.Select(q => q is not null)
            );
        }
    }

    [Fact]
    public static void Paths_of_parameters_are_unique_and_indices_are_places()
    {
        Assert.Distinct(MachineParameters.All.Select(p => p.Path));
        Assert.Equal(
            Enumerable.Range(0, MachineParameters.All.Count),
            MachineParameters.All.Select(p => p.Index)
        );
        Assert.All(MachineParameters.All, p => Assert.InRange(p.Path.Split('.').Length, 1, 2));
        Assert.All(MachineParameters.All, p => Assert.NotEmpty(p.Meaning));
    }

    /// <summary>Who knows the path finds the code: <c>cpu_stop.halt</c> is <c>CpuStopHalt</c>.</summary>
    [Fact]
    public static void Parameters_are_named_as_their_paths() =>
        Assert.Equal(
            MachineParameters.All.Select(p =>
                string.Concat(
                    p.Path.Split('.', '_')
                        .Select(word => char.ToUpperInvariant(word[0]) + word[1..])
                )
            ),
            typeof(MachineParameters)
                .GetFields()
                .Concat(typeof(LoadParameters).GetFields())
                .Concat(typeof(RunVariation).GetFields())
                .Select(f => f.Name)
        );

    /// <summary>Rates and shares are used as divisors and weights.</summary>
    [Fact]
    public static void Medians_are_physically_possible()
    {
        foreach (MachineProfile machine in All)
        {
            Assert.InRange(machine[MachineParameters.CopySourceShare].Value, 0, 1);
            Assert.True(
                machine[MachineParameters.CopySequential].Value
                    >= machine[MachineParameters.CopyScattered].Value
            );
            Assert.True(
                machine[MachineParameters.CopyCached].Value
                    >= machine[MachineParameters.CopySequential].Value
            );
            Assert.True(LastLevelCache.KnowsWays(machine.Cache.EffectiveWays));
            Assert.True(machine.Ram >= ByteSize.FromGiB(1));
            Assert.False(IsArm64(machine) && machine.Cache.Incoherent);
        }
    }

    [Fact]
    public static void Only_what_was_measured_says_so()
    {
        MachineProfile zen4 = MachineProfiles.Get("zen4-vm");
        Assert.Equal(Evidence.Measured, zen4.Evidence);
        Assert.Equal(Evidence.Measured, zen4[MachineParameters.CopyScattered].Evidence);
        Assert.Equal(Evidence.Measured, zen4[MachineParameters.HashScalar].Evidence);
        Assert.Equal(Evidence.Measured, MachineProfiles.Get("lab-guest").Evidence);
        Assert.Equal(
            ["lab-guest", "zen3-vm", "zen4-vm"],
            All.Where(m => m.Evidence == Evidence.Measured).Select(m => m.Name)
        );
    }

    [Fact]
    public static void Shipped_texts_are_small_and_plain()
    {
        foreach (string name in MachineProfiles.Names)
        {
            string text = Encoding.UTF8.GetString(MachineProfiles.Text(name));
            Assert.Contains($"\"name\": \"{name}\"", text);
            Assert.DoesNotContain('\t', text);
            Assert.All(text, c => Assert.True(char.IsAscii(c), $"{name}: '{c}'"));
        }
    }

    private static bool ByName(MachineProfile a, MachineProfile b) => a.Name == b.Name;

    private static bool IsArm64(MachineProfile machine) =>
        machine.Architecture == Architecture.Arm64;
}
