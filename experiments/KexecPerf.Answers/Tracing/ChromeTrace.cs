using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Tracing;

/// <summary>
/// Timelines as Chrome trace events (JSON object format): one process a side, one thread an actor, complete events (<c>X</c>) in
/// microseconds. Thread numbers are unique over all processes, as they are on Linux, and that of the rebooting CPU is its process's,
/// which makes it the main thread.
/// </summary>
internal sealed record ChromeTrace
{
    private readonly List<TraceEvent> _events = [];

    internal ChromeTrace(IReadOnlyList<(string Side, IReadOnlyList<TimelineSlice> Slices)> sides)
    {
        int threads = 0;
        foreach ((string side, IReadOnlyList<TimelineSlice> slices) in sides)
        {
            int pid = threads + 1;
            var tids = new Dictionary<string, int>();
            _events.Add(new TraceEvent("process_name", pid, pid, side));
            foreach (string actor in slices.Select(s => s.Actor).Prepend(TimelineSlice.RebootCpu))
            {
                if (tids.TryAdd(actor, threads + 1))
                {
                    threads++;
                    _events.Add(new TraceEvent("thread_name", pid, threads, actor));
                }
            }

            _events.AddRange(
                slices
                    .OrderBy(s => s.Start)
                    .ThenBy(s => s.Actor, StringComparer.Ordinal)
                    .Select(s => new TraceEvent(s, pid, tids[s.Actor]))
            );
        }
    }

    [JsonPropertyName("displayTimeUnit")]
    public string DisplayTimeUnit => "ns";

    [JsonPropertyName("otherData")]
    public Origin OtherData { get; } = new();

    [JsonPropertyName("traceEvents")]
    public IReadOnlyList<TraceEvent> TraceEvents => _events;

    /// <summary>In no other form than JSON.</summary>
    public Document Document() =>
        new("", "", [], [], JsonForm.Exactly(this, () => TracingJson.Default));

    /// <summary>Where the times come from.</summary>
    internal sealed record Origin
    {
        public string Evidence => "simulated";

        public string ModelVersion => Build.Version;
    }
}
