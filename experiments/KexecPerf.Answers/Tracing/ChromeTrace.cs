using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Tracing;

/// <summary>
/// Timelines as Chrome trace events (JSON object format): one process a side, one thread an actor, complete events (<c>X</c>) in
/// microseconds. Perfetto drops a slice that overlaps another of its thread, and reads <c>ts</c> and <c>dur</c> each rounded to a
/// nanosecond (json_trace_tokenizer.cc, slice_tracker.cc); so starts and ends are rounded here, and the picoseconds stand in
/// <c>args</c>. Thread numbers are unique over all processes, as they are on Linux, and that of the rebooting CPU is its process's, which makes it the main thread.
/// </summary>
internal static class ChromeTrace
{
    /// <summary>The trace of several sides.</summary>
    public static JsonObject Of(
        IReadOnlyList<(string Side, IReadOnlyList<TimelineSlice> Slices)> sides
    )
    {
        var events = new JsonArray();
        int threads = 0;
        foreach ((string side, IReadOnlyList<TimelineSlice> slices) in sides)
        {
            int pid = threads + 1;
            var tids = new Dictionary<string, int>();
            events.Add((JsonNode)Metadata("process_name", pid, pid, side));
            foreach (string actor in slices.Select(s => s.Actor).Prepend(TimelineSlice.RebootCpu))
            {
                if (tids.TryAdd(actor, threads + 1))
                {
                    threads++;
                    events.Add((JsonNode)Metadata("thread_name", pid, threads, actor));
                }
            }

            foreach (
                TimelineSlice slice in slices
                    .OrderBy(s => s.Start)
                    .ThenBy(s => s.Actor, StringComparer.Ordinal)
            )
            {
                events.Add((JsonNode)Slice(slice, pid, tids[slice.Actor]));
            }
        }

        return new JsonObject
        {
            ["displayTimeUnit"] = "ns",
            ["otherData"] = new JsonObject
            {
                ["evidence"] = "simulated",
                ["model_version"] = Build.Version,
            },
            ["traceEvents"] = events,
        };
    }

    private static JsonObject Slice(TimelineSlice slice, int pid, int tid)
    {
        long start = Nanoseconds(slice.Start);
        return new()
        {
            ["ph"] = "X",
            ["name"] = slice.Name,
            ["pid"] = pid,
            ["tid"] = tid,
            ["ts"] = start / 1_000m,
            ["dur"] = (Nanoseconds(slice.End) - start) / 1_000m,
            ["args"] = new JsonObject
            {
                ["start_ps"] = slice.Start.Picoseconds,
                ["end_ps"] = slice.End.Picoseconds,
            },
        };
    }

    private static JsonObject Metadata(string kind, int pid, int tid, string name) =>
        new()
        {
            ["ph"] = "M",
            ["name"] = kind,
            ["pid"] = pid,
            ["tid"] = tid,
            ["args"] = new JsonObject { ["name"] = name },
        };

    private static long Nanoseconds(SimTime time) => (time.Picoseconds + 500) / 1_000;
}
