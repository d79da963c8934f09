using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Tracing;

public class TraceTests
{
    [Theory]
    [InlineData("trace --kernel-version 7.2")]
    [InlineData("trace --kernel-version 7.3 --cpus 16 --set cpu_stop.ignoring_ipi=2")]
    [InlineData("trace --machine amd-server-96c --kernel-version 7.2+async-device-shutdown")]
    [InlineData("trace --machine arm64-128c")]
    [InlineData("trace --machine arm64-128c --kernel-version 7.2+parallel-cpu-off")]
    public async Task Slices_never_overlap_on_a_thread_and_the_phases_fill_the_reboot_cpu(
        string line
    )
    {
        JsonArray events = JsonNode.Parse(await Cli.Text(line.Split(' ')))![
            "traceEvents"
        ]!.AsArray();
        var slices = events
            .Where(e => Text(e, "ph") == "X")
            .Select(e =>
                (
                    Thread: (Number(e, "pid"), Number(e, "tid")),
                    Start: Number(e, "ts"),
                    End: Number(e, "ts") + Number(e, "dur")
                )
            )
            .ToList();
        Assert.All(slices, s => Assert.True(s.End >= s.Start));
        foreach (var thread in slices.GroupBy(s => s.Thread))
        {
            var ordered = thread.OrderBy(s => s.Start).ThenBy(s => s.End).ToList();
            for (int i = 1; i < ordered.Count; i++)
            {
                Assert.True(ordered[i].Start >= ordered[i - 1].End, $"{thread.Key} overlaps");
            }
        }

        // Thread 1 is the rebooting CPU: its slices are the phases, without a gap.
        foreach (var side in slices.Where(s => s.Thread.Item2 == 1).GroupBy(s => s.Thread))
        {
            var ordered = side.OrderBy(s => s.Start).ThenBy(s => s.End).ToList();
            Assert.Equal(8, ordered.Count);
            Assert.Equal(ordered[^1].End, ordered.Sum(s => s.End - s.Start));
        }

        Assert.Equal(2, slices.Select(s => s.Thread.Item1).Distinct().Count());
    }

    [Fact]
    public async Task Every_device_and_cpu_has_a_thread()
    {
        JsonNode trace = JsonNode.Parse(await Cli.Text("trace", "--cpus", "4"))!;
        string[] threads =
        [
            .. trace["traceEvents"]!
                .AsArray()
                .Where(e => Text(e, "name") == "thread_name" && Number(e, "pid") == 1)
                .Select(e => e!["args"]!["name"]!.GetValue<string>()),
        ];
        Assert.Equal("reboot cpu", threads[0]);
        Assert.Equal(
            ["cpu 1", "cpu 2", "cpu 3"],
            threads
                .Where(t => t.StartsWith("cpu", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        Assert.Equal(3, threads.Count(t => t.StartsWith("device", StringComparison.Ordinal)));
    }

    private static string Text(JsonNode? e, string key) => e![key]!.GetValue<string>();

    private static decimal Number(JsonNode? e, string key) => e![key]!.GetValue<decimal>();
}
