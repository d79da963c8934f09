using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Distributions;

/// <summary>What distributions ship, and what <c>--distro</c> makes of it.</summary>
public class DistributionTests
{
    private const string X86 = "zen4-vm";
    private const string Arm = "arm64-class";

    [Fact]
    public void Every_fact_has_a_source_and_can_be_read()
    {
        foreach (Distribution d in Answers.Distributions.Distributions.All)
        {
            Assert.Equal(2, d.Kernels.Count);
            foreach (DistributionKernel k in d.Kernels)
            {
                Assert.NotNull(KernelFeatures.For(k.Release, k.Architecture));
                string[] names = [.. k.All.Select(f => f.Name)];
                Assert.All(k.Facts, f => Assert.Contains(f.Name, names));
                Assert.All(k.Facts, f => Assert.True(f.Source.Length > 15, f.Source));
                Assert.All(k.Facts, f => Assert.DoesNotContain("NAME", f.Source));
                Assert.Equal(k.Facts.Count, k.Facts.Select(f => f.Name).Distinct().Count());
                Assert.All(
                    k.Facts.Where(f => f.Name.Contains("SIZE_MB") || f.Name.EndsWith("ALIGN")),
                    f => Assert.NotNull(k.Number(f.Name))
                );
            }
        }
    }

    [Theory]
    [InlineData("debian-12", X86, "6.1", true, 0)]
    [InlineData("debian-12", Arm, "6.1", true, 64)]
    [InlineData("debian-13", X86, "6.12", false, 0)]
    [InlineData("debian-13", Arm, "6.12", true, 64)]
    [InlineData("fedora-43", X86, "6.17", false, 0)]
    [InlineData("fedora-43", Arm, "6.17", false, 64)]
    [InlineData("rhel-10", Arm, "6.12", false, 0)]
    [InlineData("talos", X86, "6.18", false, 0)]
    [InlineData("talos", Arm, "6.18", false, 16)]
    [InlineData("flatcar", Arm, "6.18", true, 16)]
    [InlineData("ubuntu-26.04", Arm, "7.0", false, 32)]
    public void A_distribution_gives_kernel_system_call_and_area(
        string name,
        string machine,
        string version,
        bool classic,
        int mib
    )
    {
        Scenario s = Build(("distro", name), ("machine", machine)).Scenario;
        Assert.Equal(version, s.Kernel.Name);
        Assert.Equal(classic, s.ClassicSyscall);
        Assert.Equal(ByteSize.FromMiB(mib), s.Memory.CmaArea);
    }

    [Fact]
    public void Configurations_decide_KHO_zeroing_and_alignment()
    {
        Assert.True(Build(("distro", "ubuntu-26.04")).Scenario.Kho);
        Assert.False(Build(("distro", "fedora-43")).Scenario.Kho);
        Assert.False(Build(("distro", "rhel-10")).Scenario.InitOnAlloc);
        Assert.True(Build(("distro", "debian-13")).Scenario.InitOnAlloc);
        Assert.Equal(
            ByteSize.FromMiB(16),
            Build(("distro", "flatcar")).Scenario.Image.Kernel.Alignment
        );
        Assert.Equal(
            ByteSize.FromMiB(2),
            Build(("distro", "talos")).Scenario.Image.Kernel.Alignment
        );
    }

    [Fact]
    public void Options_override_the_distribution()
    {
        Scenario s = Build(
            ("distro", "debian-12"),
            ("kernel-version", "7.2.1-mine"),
            ("cma", "256MiB"),
            ("syscall", "file"),
            ("init-on-alloc", "off")
        ).Scenario;
        Assert.Equal("7.2", s.Kernel.Name);
        Assert.False(s.ClassicSyscall || s.InitOnAlloc);
        Assert.Equal(ByteSize.FromMiB(256), s.Memory.CmaArea);
        Assert.True(Build(("distro", "debian-12"), ("syscall", "auto")).Scenario.ClassicSyscall);
    }

    [Fact]
    public void What_is_not_known_of_it_is_said()
    {
        string[] said = Said(Build(("distro", "ubuntu-26.04")));
        Assert.Contains(said, t => t.Contains("CONFIG_CMA_SIZE_MBYTES not known: no area assumed"));
        Assert.Contains(said, t => t.Contains("CONFIG_CMA_SIZE_PERNUMA"));
        Assert.DoesNotContain(
            Said(Build(("distro", "ubuntu-26.04"), ("cma", "64MiB"))),
            t => t.Contains("no area assumed")
        );
        Assert.Contains(
            Said(Build(("distro", "debian-13"), ("cma", "64MiB"))),
            t => t.Contains("built without CMA")
        );
    }

    [Fact]
    public void Arm64_of_Debian_has_no_saving_as_shipped()
    {
        var answer = (HowMuchFasterAnswer)Asked(
            ("distro", "debian-13"),
            ("machine", Arm),
            ("kernel-version", "7.3.4+deb13-arm64")
        );
        Assert.Equal("as shipped", Assert.Single(answer.Scenarios).Name);
        Assert.Equal(0, answer.SavedMs!.Median);
        Assert.Contains("kexec_load(2)", answer.Verdict);
    }

    [Fact]
    public void Where_an_area_can_help_there_is_a_line_with_one()
    {
        var answer = (HowMuchFasterAnswer)Asked(("distro", "fedora-43"));
        Assert.Equal(["as shipped", "cma=256M, 6.17"], answer.Scenarios.Select(l => l.Name));
        Assert.Equal(0, answer.SavedMs!.Median);
        Assert.True(answer.Scenarios[1].SavedMs!.Median > 1);
        Assert.Single(((HowMuchFasterAnswer)Asked(("distro", "talos"))).Scenarios);
    }

    [Fact]
    public void An_unknown_one_is_refused_with_the_nearest() =>
        Assert.Contains(
            "did you mean 'debian-13'?",
            Assert.Throws<InputException>(() => Build(("distro", "debain-13"))).Message
        );

    [Theory]
    [InlineData(true, true, "kexec-tools 2.0.25", true)]
    [InlineData(true, true, "kexec-tools 2.0.26.git", true)]
    [InlineData(true, true, "kexec-tools 2.0.27", false)]
    [InlineData(true, true, "kexec-tools 2.0.31 released 23 April 2025", false)]
    [InlineData(null, null, "kexec-tools 2.1", null)]
    [InlineData(null, null, "kexec-lite 7", null)]
    [InlineData(true, true, null, null)]
    [InlineData(true, false, "kexec-tools 2.0.31", true)]
    [InlineData(false, true, "kexec-tools 2.0.25", false)]
    public void The_tool_s_version_tells_the_system_call(
        bool? kexec,
        bool? file,
        string? tool,
        bool? classic
    ) => Assert.Equal(classic, LoadingTool.Of(kexec, file, tool).Classic);

    [Theory]
    [InlineData("", true)]
    [InlineData("syscall=file", false)]
    [InlineData("syscall=auto", true)]
    [InlineData("distro=debian-13", false)]
    [InlineData("distro=fedora-43", true)]
    public void An_assumed_system_call_is_said(string setting, bool said)
    {
        BuiltScenario built =
            setting.Length == 0 ? Build() : Build((setting.Split('=')[0], setting.Split('=')[1]));
        Assert.Equal(said, built.Remarks.Any(r => r.Text == LoadingTool.Assumed));
    }

    private static string[] Said(BuiltScenario built) => [.. built.Remarks.Select(r => r.Text)];

    private static BuiltScenario Build(params (string Key, string Value)[] settings) =>
        ScenarioBuilder.BuildWithRemarks(Settings(settings));

    private static List<Setting> Settings(params (string Key, string Value)[] settings) =>
        [
            .. settings.Select(s => new Setting(
                ScenarioKeys.Find(s.Key)!,
                s.Value,
                InputPlace.Nowhere,
                "."
            )),
        ];

    private static Answer Asked(params (string Key, string Value)[] settings) =>
        HowMuchFaster.Answer(
            new AnswerRequest(
                Settings(settings),
                new Answers.Runs.ReplicationPlan(1, 12, 0.02),
                "",
                new Work(TestContext.Current.CancellationToken)
            )
        );
}
