using System.Globalization;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>The modelled release that stands for a host's, which may be one the model does not know.</summary>
/// <param name="Version">The release to model.</param>
/// <param name="Difference">How the host's differs, as a clause; null if it does not.</param>
internal sealed record HostRelease(KernelVersion Version, string? Difference)
{
    /// <summary>First release with <c>kexec_file_load(2)</c> on arm64 (<see cref="KernelFeatures.For"/>).</summary>
    private static readonly KernelVersion OldestOnArm64 = new(5, 0);

    /// <summary>Reads <c>uname -r</c>; what a distribution appends or backports does not count.</summary>
    public static HostRelease Of(string release, Architecture architecture)
    {
        KernelVersion newest = KernelVersion.Newest;
        KernelVersion oldest = architecture switch
        {
            Architecture.X86_64 => KernelVersion.Oldest,
            Architecture.Arm64 => OldestOnArm64,
        };
        string[] parts = release.Split('.');
        if (
            parts.Length < 2
            || Leading(parts[0]) is not { } major
            || Leading(parts[1]) is not { } minor
        )
        {
            return new HostRelease(newest, "has no number");
        }

        var version = new KernelVersion(major, minor);
        if (!version.Has(oldest.Major, oldest.Minor))
        {
            return new HostRelease(oldest, $"is older than {oldest}, the oldest known");
        }

        if (!newest.Has(major, minor))
        {
            return new HostRelease(newest, $"is newer than {newest}, the newest known");
        }

        try
        {
            return new HostRelease(KernelVersion.Parse(version.ToString()), null);
        }
        catch (InputException)
        {
            return new HostRelease(newest, "is not known");
        }
    }

    private static int? Leading(string text) =>
        int.TryParse(
            string.Concat(text.TakeWhile(char.IsAsciiDigit).Take(4)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : null;
}
