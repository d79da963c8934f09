using KexecPerf.Model.Collections;
using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Scenarios;

/// <summary>The devices that may go on writing, and what is done about them.</summary>
public sealed record DmaSetup
{
    /// <summary>The devices; null: those usual for the architecture.</summary>
    public IReadOnlyList<DmaDevice>? Devices
    {
        get;
        init => field = ValueList.Of(value);
    }

    /// <summary>What the old kernel does.</summary>
    public DmaPolicy Policy { get; init; } = new();
}
