using KexecPerf.Model.Units;

namespace KexecPerf.Model.HotPhase;

/// <summary>What one actor did from when to when. Slices of one actor never overlap.</summary>
/// <param name="Actor">The rebooting CPU (<see cref="RebootCpu"/>), <c>cpu N</c>, or <c>device NAME N</c>.</param>
/// <param name="Name">Phase or step.</param>
/// <param name="Start">From the start of the hot phase.</param>
/// <param name="End">Not before <paramref name="Start"/>.</param>
public readonly record struct TimelineSlice(string Actor, string Name, SimTime Start, SimTime End)
{
    /// <summary>The actor whose slices are the phases.</summary>
    public const string RebootCpu = "reboot cpu";
}
