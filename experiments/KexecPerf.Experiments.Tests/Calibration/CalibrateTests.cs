using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Questions;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Calibration;

/// <summary>Runs the whole measurement, shortly and on small buffers; nothing here depends on how fast anything was.</summary>
public class CalibrateTests
{
    public static TheoryData<string> Missing { get; } =
        new(
            "nothing",
            "sys",
            "proc",
            "sys/kernel",
            "sys/devices/system/cpu/cpu0/cache",
            "sys/devices/system/cpu/online",
            "proc/meminfo",
            "proc/cpuinfo"
        );

    [Theory]
    [MemberData(nameof(Missing))]
    public async Task A_host_that_hides_something_still_gives_a_profile_that_answers(string missing)
    {
        FakeHost host = FakeHost.Small().Without(missing);
        if (missing is "proc" or "proc/meminfo")
        {
            // Else the real machine's memory would size the buffers.
            host.Set("proc/meminfo", "MemAvailable: 65536 kB\n");
        }

        using var folder = new TempFolder();
        host.In(folder);
        string file = Path.Combine(folder.Path, "profile.json");
        string text = await Cli.Text(
            "calibrate",
            "--host-root",
            folder.Path,
            "--budget",
            "300 ms",
            "--output",
            file
        );
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 72, $"{l.Length} columns: {l}"));
        Assert.Contains("Inherited from", text);
        await Cli.Text("machines", "check", file);
        await Cli.Text("answer", "--machine", file, "--replications", "8");
        string written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith("// Written by kexecperf calibrate. Inherited from", written);
        Assert.False(File.Exists(file + ".tmp"));
    }

    [Fact]
    public async Task Every_format_holds_the_figures()
    {
        using var folder = new TempFolder();
        FakeHost.Small().In(folder);
        string[] line = ["calibrate", "--host-root", folder.Path, "--budget", "300 ms"];
        JsonObject json = await Cli.Json(line);
        Assert.Equal("kexecperf.calibrate/1", json["schema"]!.GetValue<string>());
        Assert.Equal("fake-cpu-2c", json["name"]!.GetValue<string>());
        Assert.True(json["figures"]!.AsArray().Count > 15);
        Assert.NotEmpty(json["parameters"]!.AsArray());
        Assert.StartsWith("probe,mapping,size_bytes", await Cli.Text([.. line, "--format", "csv"]));
        Assert.StartsWith("### ", await Cli.Text([.. line, "--format", "markdown"]));
    }

    [Fact]
    public void Where_nothing_may_be_made_executable_the_copies_are_derived()
    {
        CalibrationRun run = Run(FakeHost.Small(), executable: false);
        Assert.Equal(Evidence.Derived, run.Evidence);
        Assert.Contains(run.Notes, n => n.Contains("executable"));
        var entries = new MeasuredEntries(run, date: null);
        Assert.Equal(
            Evidence.Derived,
            entries
                .All()
                .Single(e => e.Parameter == MachineParameters.CopySequential)
                .Quantity.Evidence
        );
        Assert.Equal(Evidence.Derived, Profile(run).Evidence);
    }

    [Fact]
    public void One_cpu_is_measured_without_others()
    {
        CalibrationRun run = Run(FakeHost.Small().Set("sys/devices/system/cpu/online", "0\n"));
        Assert.Contains(run.Notes, n => n.StartsWith("One CPU"));
        Assert.Null(new MeasuredEntries(run, null).ContentionFactor);
        Assert.Equal(1, Profile(run).Cpus);
    }

    [Theory]
    [InlineData("9.50 8.00 7.00 3/100 1234\n", true)]
    [InlineData("0.50 8.00 7.00 3/100 1234\n", false)]
    [InlineData("noise", false)]
    public void A_busy_host_is_told_to_be_one(string load, bool busy) =>
        Assert.Equal(
            busy,
            Run(FakeHost.Small().Set("proc/loadavg", load))
                .Notes.Any(n => n.StartsWith("Load average 9.50"))
        );

    [Fact]
    public void A_list_of_cpus_that_is_none_is_a_note() =>
        Assert.Contains(
            "'many' is no list of CPUs online: those of /proc/cpuinfo counted.",
            Run(FakeHost.Small().Set("sys/devices/system/cpu/online", "many\n")).Notes
        );

    [Theory]
    [InlineData("fpu", true)]
    [InlineData("fpu hypervisor", false)]
    public void A_machine_with_SME_gets_a_profile_that_does_WBINVD(string flags, bool sme)
    {
        string cpuinfo = FakeHost.Cpuinfo("AuthenticAMD", 23, 49, flags, 2);
        CalibrationRun run = Run(FakeHost.Small().Set("proc/cpuinfo", cpuinfo));
        Assert.Equal(sme, Profile(run).Cache.Incoherent);
    }

    [Fact]
    public void Buffers_that_do_not_leave_the_cache_give_no_memory_rates()
    {
        CalibrationRun run = Run(FakeHost.Small().Without("cpu0/cache"));
        Assert.False(run.Plan.LeavesCache);
        Assert.DoesNotContain(
            new MeasuredEntries(run, null).All(),
            e => e.Parameter == MachineParameters.CopySequential
        );
    }

    [Fact]
    public void The_profile_states_what_was_measured_and_inherits_the_rest()
    {
        MachineProfile profile = Profile(Run(FakeHost.Small()), "2026-01-31");
        Quantity copy = profile[MachineParameters.CopySequential];
        Assert.Contains("calibrate on Fake CPU, 2026-01-31", copy.Source);
        Assert.True(copy.Low > 0 && copy.Low <= copy.Value && copy.Value <= copy.High);
        MachineProfile typical = MachineProfiles.Get(profile.Architecture.Name() + "-class");
        Assert.Equal(typical[MachineParameters.EarlyBoot], profile[MachineParameters.EarlyBoot]);
        Assert.Equal(typical.Devices, profile.Devices);
        Assert.Equal(2, profile.Cpus);
    }

    [Fact]
    public async Task An_interrupted_measurement_writes_nothing()
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        Assert.Throws<OperationCanceledException>(() =>
            Run(FakeHost.Small(), budgetMs: 20_000, cancel: cancel.Token)
        );
    }

    [Fact]
    public async Task A_log_alone_gives_a_profile_without_measuring()
    {
        string folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;
        try
        {
            string log = Path.Combine(folder, "log");
            string file = Path.Combine(folder, "arm.json");
            await File.WriteAllTextAsync(log, LogTests.Arm, TestContext.Current.CancellationToken);
            string text = await Cli.Text(
                "calibrate",
                "--from-dmesg",
                log,
                "--output",
                file,
                "--name",
                "my-arm"
            );
            Assert.All(
                text.Split('\n'),
                l => Assert.True(l.Length <= 72, $"{l.Length} columns: {l}")
            );
            MachineProfile profile = MachineProfileReader.Read(
                file,
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
                MachineProfiles.Get
            );
            Assert.Equal("my-arm", profile.Name);
            Assert.Equal(Architecture.Arm64, profile.Architecture);
            Assert.Equal(4, profile.Cpus);
            Assert.Equal(20e9, profile[MachineParameters.CpuOffTeardown].Value, 1);
            Assert.Equal(3, profile.Devices.Count);
            await Cli.Text(
                "answer",
                "--machine",
                file,
                "--replications",
                "8",
                "--kernel",
                "40MiB",
                "--ram",
                "8GiB"
            );
            JsonObject json = await Cli.Json("calibrate", "--from-dmesg", log);
            Assert.Equal(4, json["log"]!["devices"]!.GetValue<int>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--budget 0s", "out of range")]
    [InlineData("--budget 90s", "out of range")]
    [InlineData("--budget 5", "no unit")]
    [InlineData("--name a/b", "is no name")]
    [InlineData("--date now!", "is no date")]
    [InlineData("--format xml", "text, json, csv or markdown")]
    [InlineData("--output /no/such/folder/x", "cannot be written")]
    [InlineData("--output /proc/self/x", "cannot be written")]
    [InlineData("--from-dmesg /no/such/file", "no such file")]
    [InlineData("--quik", "did you mean '--quick'")]
    public async Task Bad_input_is_refused_before_anything_is_measured(string line, string part)
    {
        (int exit, string output, string error) = await Cli.Run(["calibrate", .. line.Split(' ')]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: ", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Contains(part, error);
    }

    [Theory]
    [InlineData("Intel(R) Xeon(R) Gold 6338 CPU @ 2.00GHz", "intel-r-xeon-r-gold-6338-cpu-2.00ghz")]
    [InlineData("\u00e9\n\"", "host")]
    [InlineData(
        "a very long name of a processor that nobody can remember",
        "a-very-long-name-of-a-processor-that-nob"
    )]
    public void Any_text_makes_a_name(string text, string name) =>
        Assert.Equal(name, HostProfile.NameOf(text));

    private static CalibrationRun Run(
        FakeHost host,
        bool executable = true,
        int budgetMs = 400,
        CancellationToken? cancel = null
    )
    {
        using var folder = new TempFolder();
        HostFolder files = host.In(folder);
        HostFacts facts = HostFactsReader.ReadMachine(files, RoutineTests.Here);
        TimeSpan budget = TimeSpan.FromMilliseconds(budgetMs);
        return Calibrator.Run(
            facts,
            files,
            CalibrationPlan.For(facts, budget, executable),
            cancel ?? TestContext.Current.CancellationToken
        );
    }

    private static MachineProfile Profile(CalibrationRun run, string? date = null)
    {
        var entries = new MeasuredEntries(run, date);
        Assert.All(entries.All(), e => Assert.Contains(e.Parameter, HowToMeasure.Calibrated));
        HostProfile profile = HostProfileBuilder.Build(run, entries, null, name: null);
        return MachineProfileReader.Read(
            "made",
            Encoding.UTF8.GetBytes(ProfileText.Write(profile)),
            MachineProfiles.Get
        );
    }
}
