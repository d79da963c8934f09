using System.Text.Json.Serialization;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Tracing;

/// <summary>
/// A slice, or the name of a process or thread. Perfetto drops a slice that overlaps another of its thread, and reads <c>ts</c> and
/// <c>dur</c> each rounded to a nanosecond (json_trace_tokenizer.cc, slice_tracker.cc); so starts and ends are rounded here, and the
/// picoseconds stand in <c>args</c>.
/// </summary>
internal sealed record TraceEvent
{
    /// <summary>A name.</summary>
    internal TraceEvent(string kind, int pid, int tid, string name)
    {
        (Ph, Name, Pid, Tid) = ("M", kind, pid, tid);
        Args = new Arguments(name, null, null);
    }

    /// <summary>A slice.</summary>
    internal TraceEvent(TimelineSlice slice, int pid, int tid)
    {
        (Ph, Name, Pid, Tid) = ("X", slice.Name, pid, tid);
        long start = Nanoseconds(slice.Start);
        Ts = start / 1_000m;
        Dur = (Nanoseconds(slice.End) - start) / 1_000m;
        Args = new Arguments(null, slice.Start.Picoseconds, slice.End.Picoseconds);
    }

    /// <summary><c>M</c> for a name, <c>X</c> for a slice.</summary>
    public string Ph { get; }

    public string Name { get; }

    public int Pid { get; }

    public int Tid { get; }

    /// <summary>Start, us.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Ts { get; }

    /// <summary>Length, us.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? Dur { get; }

    public Arguments Args { get; }

    private static long Nanoseconds(SimTime time) => (time.Picoseconds + 500) / 1_000;

    /// <summary>The name alone, or the times alone.</summary>
    internal sealed record Arguments(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? StartPs,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? EndPs
    );
}
