using System.Text.Json.Nodes;
using KexecPerf.Experiments.Answers;
using KexecPerf.Experiments.Reporting;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Experiments.Tracing;

/// <summary>
/// Timelines as Chrome trace events (JSON object format): one process a side, one thread an actor, complete events (<c>X</c>) in
/// microseconds. Perfetto opens it; slices of one thread must not overlap there, and do not.
/// </summary>
internal static class ChromeTrace
{
    /// <summary>The trace of several sides.</summary>
    public static JsonObject Of(
        IReadOnlyList<(string Side, IReadOnlyList<TimelineSlice> Slices)> sides
    )
    {
        var events = new JsonArray();
        for (int pid = 1; pid <= sides.Count; pid++)
        {
            (string side, IReadOnlyList<TimelineSlice> slices) = sides[pid - 1];
            events.Add((JsonNode)Metadata("process_name", pid, 0, side));
            List<string> actors = [TimelineSlice.RebootCpu, .. slices.Select(s => s.Actor)];
            actors = [.. actors.Distinct()];
            for (int tid = 1; tid <= actors.Count; tid++)
            {
                events.Add((JsonNode)Metadata("thread_name", pid, tid, actors[tid - 1]));
            }

            foreach (
                TimelineSlice slice in slices
                    .OrderBy(s => s.Start)
                    .ThenBy(s => s.Actor, StringComparer.Ordinal)
            )
            {
                events.Add((JsonNode)Slice(slice, pid, actors.IndexOf(slice.Actor) + 1));
            }
        }

        return new JsonObject
        {
            ["displayTimeUnit"] = "ns",
            ["otherData"] = new JsonObject
            {
                ["evidence"] = "simulated",
                ["model_version"] = Common.ModelVersion,
            },
            ["traceEvents"] = events,
        };
    }

    private static JsonObject Slice(TimelineSlice slice, int pid, int tid) =>
        new()
        {
            ["ph"] = "X",
            ["name"] = slice.Name,
            ["pid"] = pid,
            ["tid"] = tid,
            ["ts"] = Microseconds(slice.Start.Picoseconds),
            ["dur"] = Microseconds((slice.End - slice.Start).Picoseconds),
        };

    private static JsonObject Metadata(string kind, int pid, int tid, string name) =>
        new()
        {
            ["ph"] = "M",
            ["name"] = kind,
            ["pid"] = pid,
            ["tid"] = tid,
            ["args"] = new JsonObject { ["name"] = name },
        };

    /// <summary>Exact: a picosecond is 10^-6 us, and decimals keep it.</summary>
    private static decimal Microseconds(long picoseconds) => picoseconds / 1_000_000m;
}
