using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>A machine profile about to be written: what is known of a machine, on top of its class. Null is inherited.</summary>
internal sealed record HostProfile
{
    /// <summary>At most 40 letters, digits, <c>-</c>, <c>_</c> and <c>.</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence.</summary>
    public required string Description { get; init; }

    /// <summary>Architecture, whose class is extended.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>Whether it is a virtual machine.</summary>
    public bool IsGuest { get; init; }

    /// <summary>Online CPUs.</summary>
    public int? Cpus { get; init; }

    /// <summary>RAM.</summary>
    public ByteSize? Ram { get; init; }

    /// <summary>Last-level cache.</summary>
    public LastLevelCache? Cache { get; init; }

    /// <summary>Devices in the order of registration.</summary>
    public IReadOnlyList<Device>? Devices { get; init; }

    /// <summary>Numbers.</summary>
    public IReadOnlyList<ProfileEntry> Entries { get; init; } = [];

    /// <summary>Lines for whoever reads the file.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>Paths of the numbers that come from the class.</summary>
    public IReadOnlyList<string> Inherited =>
        [
            .. MachineParameters
                .All.Where(p => p.AppliesTo(Architecture))
                .Where(p => Entries.All(e => e.Parameter != p))
                .Select(p => p.Path),
            .. Devices is null ? (string[])["devices"] : [],
        ];

    /// <summary>A name made of any text.</summary>
    public static string NameOf(string text)
    {
        string name = string.Concat(
            text.Select(c =>
                char.IsAsciiLetterOrDigit(c) || c is '_' or '.' ? char.ToLowerInvariant(c) : '-'
            )
        );
        string[] words = name.Split('-', StringSplitOptions.RemoveEmptyEntries);
        string joined = string.Join('-', words);
        return joined.Length == 0 ? "host" : joined[..Math.Min(40, joined.Length)].TrimEnd('-');
    }
}
