using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>The modelled release that stands for a host's, which may be one the model does not know.</summary>
/// <param name="Release">The release to model.</param>
/// <param name="Difference">How the host's differs, as a clause; null if it does not.</param>
internal sealed record HostRelease(KernelRelease Release, string? Difference)
{
    /// <summary>
    /// First release with <c>kexec_file_load(2)</c> on arm64 (<see
    /// cref="KernelFeatures.For(KernelRelease, Architecture)"/>).
    /// </summary>
    private static readonly KernelVersion OldestOnArm64 = new(5, 0);

    /// <summary>
    /// Reads <c>uname -r</c>; a host has no overlays, whatever its suffix looks like.
    /// </summary>
    public static HostRelease Of(string release, Architecture architecture)
    {
        KernelVersion newest = KernelVersion.Newest;
        KernelVersion oldest = architecture switch
        {
            Architecture.X86_64 => KernelVersion.Oldest,
            Architecture.Arm64 => OldestOnArm64,
        };
        if (KernelRelease.NumbersOf(release) is not [var major, var minor, ..])
        {
            return Instead(newest, "has no number");
        }

        var version = new KernelVersion(major, minor);
        if (!version.Has(oldest.Major, oldest.Minor))
        {
            return Instead(oldest, $"is older than {oldest}, the oldest known");
        }

        if (!newest.Has(major, minor))
        {
            return Instead(newest, $"is newer than {newest}, the newest known");
        }

        try
        {
            return new HostRelease(KernelRelease.Parse(release) with { Overlays = [] }, null);
        }
        catch (InputException)
        {
            return Instead(newest, "is not known");
        }
    }

    private static HostRelease Instead(KernelVersion version, string difference) =>
        new(new KernelRelease(version, null, "", []), difference);
}
