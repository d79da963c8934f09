using System.Globalization;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Kernels;

/// <summary>A mainline release, major.minor; stable releases and distribution suffixes do not change the modelled behaviour.</summary>
public readonly record struct KernelVersion(int Major, int Minor)
{
    /// <summary>First release with <c>kexec_file_load(2)</c> on x86 (27f48d3e633b).</summary>
    public static KernelVersion Oldest { get; } = new(3, 17);

    /// <summary>Newest release whose source the model was checked against.</summary>
    public static KernelVersion Newest { get; } = new(7, 3);

    /// <summary>Reads <c>7.2</c>, <c>7.2.13</c> or <c>6.12.107-amd64</c>.</summary>
    /// <exception cref="InputException">No version, never released, or outside what was checked.</exception>
    public static KernelVersion Parse(string text)
    {
        string[] parts = text.Trim().Split('-')[0].Split('.');
        if (
            parts.Length is < 2 or > 4
            || !parts.All(p => p.Length is > 0 and <= 4 && p.All(char.IsAsciiDigit))
        )
        {
            throw new InputException(
                $"'{UserText.Shorten(text)}' is no kernel version; write MAJOR.MINOR such as 7.2"
            );
        }

        var version = new KernelVersion(
            int.Parse(parts[0], CultureInfo.InvariantCulture),
            int.Parse(parts[1], CultureInfo.InvariantCulture)
        );
        bool released = version.Minor <= (version.Major == 4 ? 20 : 19);
        bool known =
            version.Has(Oldest.Major, Oldest.Minor) && Newest.Has(version.Major, version.Minor);
        return released && known
            ? version
            : throw new InputException(
                $"kernel {version} is not known; known are {Oldest} to {Newest}, later ones as {Newest} with overlays"
            );
    }

    /// <summary>Whether this release has what came with another.</summary>
    public bool Has(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}");
}
