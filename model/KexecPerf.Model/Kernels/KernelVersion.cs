using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Kernels;

/// <summary>
/// A mainline release, major.minor; what is behind it is a <see cref="KernelRelease"/>'s.
/// </summary>
public readonly record struct KernelVersion(int Major, int Minor)
{
    /// <summary>First release with <c>kexec_file_load(2)</c> on x86 (27f48d3e633b).</summary>
    public static KernelVersion Oldest { get; } = new(3, 17);

    /// <summary>Newest release whose source the model was checked against.</summary>
    public static KernelVersion Newest { get; } = new(7, 3);

    /// <summary>One that was released and checked.</summary>
    /// <exception cref="InputException">Never released, or outside what was checked.</exception>
    public static KernelVersion Known(int major, int minor)
    {
        var version = new KernelVersion(major, minor);
        bool released = version.Minor <= (version.Major == 4 ? 20 : 19);
        bool known =
            version.Has(Oldest.Major, Oldest.Minor) && Newest.Has(version.Major, version.Minor);
        return released && known
            ? version
            : throw new InputException(
                $"kernel {version} is not known; known are {Oldest} to {Newest}, later ones as "
                    + $"{Newest} with overlays"
            );
    }

    /// <summary>Whether this release has what came with another.</summary>
    public bool Has(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Major}.{Minor}");
}
