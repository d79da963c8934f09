using System.Collections;
using System.Reflection;
using KexecPerf.Model.Images;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Scenarios;

/// <summary>A scenario is a value: who builds the same one again gets an equal one.</summary>
public static class ScenarioTests
{
    [Fact]
    public static void Two_built_apart_from_the_same_settings_are_equal()
    {
        Scenario one = Full();
        Scenario other = Full();
        Assert.NotSame(one.Machine, other.Machine);
        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }

    /// <summary>Without which the test above would not see that a list compares by reference.</summary>
    [Fact]
    public static void The_one_compared_has_something_in_every_list_there_is() =>
        RequireFull(Full(), nameof(Scenario));

    [Fact]
    public static void One_number_in_one_list_makes_another()
    {
        Scenario one = Full();
        Scenario[] others =
        [
            one with
            {
                Machine = one.Machine.With(
                    MachineParameters.Other,
                    Quantity.Exactly(1, "a test of a number")
                ),
            },
            one with
            {
                Machine = one.Machine with { Devices = [.. one.Machine.Devices.Skip(1)] },
            },
            one with
            {
                Image = KexecImage.Create(
                    Architecture.X86_64,
                    one.Image.Kernel,
                    ByteSize.FromMiB(61)
                ),
            },
            one.With(m => m with { CmaPins = [17, 5] }),
            one.With(m => m with { CmaPins = null }),
            one.With(m => m with { CmaHeldAt = [new PageRange(7, 3)] }),
            one.With(m => m with { Zones = [Zone([1, 2], [3, 5])] }),
            one.With(m => m with { Zones = [Zone([1, 1], [3, 4])] }),
            one with
            {
                Dma = one.Dma with { Devices = [DmaDevices.Nic] },
            },
        ];
        Assert.Distinct([one, .. others]);
    }

    [Fact]
    public static void A_list_changed_afterwards_does_not_change_it()
    {
        List<long> pins = [5, 17];
        Scenario scenario = Full().With(m => m with { CmaPins = pins });
        pins.Add(18);
        Assert.Equal(Full(), scenario);
    }

    private static Scenario Full()
    {
        var kernel = new KernelPayload(
            ByteSize.FromMiB(15),
            ByteSize.FromMiB(40),
            PayloadCompression.Zstd,
            ByteSize.FromMiB(38),
            "test"
        )
        {
            Notes = ["a note"],
        };
        return new Scenario
        {
            Machine = MachineProfiles.Get("zen4-vm"),
            Kernel = KernelFeatures.For("7.2+batch-runs", Architecture.X86_64),
            Image = KexecImage.Create(Architecture.X86_64, kernel, ByteSize.FromMiB(60)),
            Memory = new MemoryState
            {
                Ram = ByteSize.FromGiB(8),
                CmaArea = ByteSize.FromMiB(256),
                CmaPins = [5, 17],
                CmaHeldAt = [new PageRange(7, 2)],
                Zones = [Zone([1, 2], [3, 4])],
            },
            Dma = new DmaSetup
            {
                Devices = [DmaDevices.Nic, DmaDevices.Nvme with { Bandwidth = Exactly(7) }],
            },
        };
    }

    private static ZoneCounts Zone(long[] unmovable, long[] others) =>
        new("Normal", 1_000, 10, 8, unmovable, others);

    private static Quantity Exactly(double value) => Quantity.Exactly(value, "a test of a number");

    private static void RequireFull(object part, string path)
    {
        const BindingFlags fields = BindingFlags.Instance | BindingFlags.NonPublic;
        foreach (FieldInfo field in part.GetType().GetFields(fields))
        {
            string name = $"{path}.{field.Name}";
            object? value = field.GetValue(part);
            if (!IsList(field.FieldType) && !IsOurs(field.FieldType))
            {
                continue;
            }

            object?[] items = value is IEnumerable list ? [.. list] : [value];
            Assert.True(items.Length > 0 && (value is not null || !IsList(field.FieldType)), name);
            foreach (object item in items.OfType<object>().Where(i => IsOurs(i.GetType())))
            {
                RequireFull(item, name);
            }
        }
    }

    private static bool IsList(Type type) =>
        type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type);

    private static bool IsOurs(Type type) =>
        type.IsClass && type.Assembly == typeof(Scenario).Assembly;
}
