using System.Text.Json;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Tracing;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Experiments.Tests.Tracing;

/// <summary>The trace as Perfetto reads it: times in nanoseconds, one stack of slices a thread.</summary>
public class TraceTests
{
    [Theory]
    [InlineData("trace --kernel-version 7.2")]
    [InlineData("trace --kernel-version 7.3 --cpus 16 --seed 7")]
    [InlineData("trace --machine amd-server-96c --kernel-version 7.2+async-device-shutdown")]
    [InlineData("trace --machine arm64-128c")]
    [InlineData("trace --machine arm64-128c --kernel-version 7.2+parallel-cpu-off --seed 3")]
    [InlineData("trace --cpus 1")]
    [InlineData("trace --cpus 8192")]
    [InlineData("trace --machine arm64-class --cpus 8192 --cma 256MiB")]
    public async Task Slices_of_a_thread_never_overlap_and_the_phases_fill_the_reboot_cpu(
        string line
    )
    {
        List<Slice> slices = Slices(await Trace(line));
        foreach (IGrouping<long, Slice> thread in slices.GroupBy(s => s.Tid))
        {
            // In the order of the file, which is also that of time: what starts at the same instant as another has no length.
            Slice[] ordered = [.. thread];
            Assert.All(
                ordered.Zip(ordered.Skip(1)),
                pair => Assert.InRange(pair.Second.Start, pair.First.End, long.MaxValue)
            );
        }

        List<IGrouping<long, Slice>> sides = [.. slices.GroupBy(s => s.Pid)];
        Assert.Equal(2, sides.Count);
        foreach (IGrouping<long, Slice> side in sides)
        {
            Slice[] phases = [.. side.Where(s => s.Tid == side.Key)];
            Assert.Equal(PhaseNames.All.Select(p => p.Key()), phases.Select(p => p.Name));
            Assert.Equal(phases[1..].Select(p => p.Start), phases[..^1].Select(p => p.End));
            Assert.Equal(phases[1..].Select(p => p.StartPs), phases[..^1].Select(p => p.EndPs));
            Assert.Equal((0, 0), (phases[0].Start, phases[0].StartPs));
            Assert.All(
                side.Where(s => s.Tid != side.Key),
                s => Assert.Contains(phases[..2], p => p.Start <= s.Start && s.End <= p.End)
            );
        }
    }

    /// <summary>One after the other, as x86 shuts down devices and arm64 CPUs.</summary>
    [Theory]
    [InlineData("device", "device_shutdown")]
    [InlineData("cpu", "cpu_shutdown")]
    public async Task What_goes_one_by_one_adds_up_to_its_phase(string actor, string phase)
    {
        JsonObject trace = await Trace("trace --machine arm64-128c --cpus 40");
        Dictionary<long, string> names = Names(trace, "thread_name");
        foreach (IGrouping<long, Slice> side in Slices(trace).GroupBy(s => s.Pid))
        {
            Slice whole = side.Single(s => s.Name == phase);
            Slice[] parts = [.. side.Where(s => names[s.Tid].StartsWith(actor + " "))];
            Assert.NotEmpty(parts);
            Assert.Equal(whole.EndPs - whole.StartPs, parts.Sum(p => p.EndPs - p.StartPs));
        }
    }

    [Theory]
    [InlineData("trace --cpus 4")]
    [InlineData("trace --machine arm64-class --cpus 300")]
    public async Task Events_are_as_the_format_wants_them(string line)
    {
        JsonObject trace = await Trace(line);
        Assert.Equal("ns", trace["displayTimeUnit"]!.GetValue<string>());
        foreach (JsonNode? e in trace["traceEvents"]!.AsArray())
        {
            Assert.Contains(Text(e, "ph"), (string[])["X", "M"]);
            Assert.NotEqual("", Text(e, "name"));
            string[] numbers = Text(e, "ph") == "X" ? ["pid", "tid", "ts", "dur"] : ["pid", "tid"];
            Assert.All(
                numbers,
                key =>
                {
                    Assert.Equal(JsonValueKind.Number, e![key]!.GetValueKind());
                    Assert.True(e[key]!.GetValue<decimal>() >= 0);
                }
            );
        }

        Dictionary<long, string> processes = Names(trace, "process_name");
        Dictionary<long, string> threads = Names(trace, "thread_name");
        Assert.Equal(["page list", "cma"], processes.Values);
        Assert.All(processes.Keys, pid => Assert.Equal("reboot cpu", threads[pid]));
        Assert.All(
            Slices(trace).GroupBy(s => s.Tid),
            thread =>
            {
                Assert.True(threads.ContainsKey(thread.Key));
                Assert.Single(thread.Select(s => s.Pid).Distinct());
            }
        );
    }

    [Fact]
    public async Task Every_device_and_cpu_has_a_thread()
    {
        string[] threads = [.. Names(await Trace("trace --cpus 4"), "thread_name").Values];
        Assert.Equal(14, threads.Length);
        string[] expected =
        [
            "reboot cpu",
            "cpu 1",
            "cpu 2",
            "cpu 3",
            "device virtio-blk 0",
            "device virtio-net 0",
            "device rest 0",
        ];
        Assert.Equal(expected.Concat(expected).Order(), threads.Order());
    }

    [Fact]
    public void Pages_and_extents_leave_the_same_trace()
    {
        Scenario scenario = ScenarioBuilder.Build([]);
        Assert.Equal(Text(CopyMode.PageExact), Text(CopyMode.Extents));

        string Text(CopyMode mode)
        {
            var timeline = new List<TimelineSlice>();
            MachineDraw draw = MachineDraw.Of(scenario.Machine, 1, 0);
            HotPhaseSimulation.Run(
                LoadedImage.Load(scenario, draw),
                draw,
                mode,
                new HotPhaseRecord { Timeline = timeline }
            );
            return new ChromeTrace([("side", timeline)]).Document().Json.Text;
        }
    }

    private static async Task<JsonObject> Trace(string line) =>
        JsonNode.Parse(await Cli.Text(line.Split(' ')))!.AsObject();

    private static List<Slice> Slices(JsonObject trace) =>
        [
            .. trace["traceEvents"]!
                .AsArray()
                .Where(e => Text(e, "ph") == "X")
                .Select(e => new Slice(
                    e!["pid"]!.GetValue<long>(),
                    e["tid"]!.GetValue<long>(),
                    Text(e, "name"),
                    Nanoseconds(e["ts"]!),
                    Nanoseconds(e["ts"]!) + Nanoseconds(e["dur"]!),
                    e["args"]!["start_ps"]!.GetValue<long>(),
                    e["args"]!["end_ps"]!.GetValue<long>()
                )),
        ];

    /// <summary>As Perfetto does it: a double of microseconds, rounded.</summary>
    private static long Nanoseconds(JsonNode time) =>
        (long)Math.Round(time.GetValue<double>() * 1000.0, MidpointRounding.AwayFromZero);

    /// <summary>By thread; each named once.</summary>
    private static Dictionary<long, string> Names(JsonObject trace, string kind) =>
        trace["traceEvents"]!
            .AsArray()
            .Where(e => Text(e, "ph") == "M" && Text(e, "name") == kind)
            .ToDictionary(e => e!["tid"]!.GetValue<long>(), e => Text(e!["args"], "name"));

    private static string Text(JsonNode? e, string key) => e![key]!.GetValue<string>();

    private sealed record Slice(
        long Pid,
        long Tid,
        string Name,
        long Start,
        long End,
        long StartPs,
        long EndPs
    );
}
