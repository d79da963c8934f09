using KexecPerf.Model.Kernels;

namespace KexecPerf.Answers.Distributions;

/// <summary>Which system call loads a kernel where nobody says one.</summary>
/// <param name="Classic">kexec_load(2); null where it is not known.</param>
/// <param name="Why">What tells it, as a clause.</param>
internal sealed record LoadingTool(bool? Classic, string Why)
{
    /// <summary>What is assumed where nothing tells it.</summary>
    public const string Assumed =
        "kexec_file_load(2) assumed: kexec-tools from 2.0.27 on, or kexec -s; older ones use "
        + "kexec_load(2), which never uses CMA (--syscall classic)";

    /// <summary>
    /// By the system calls that the kernel has, else by the tool: kexec-tools tries the new one
    /// first (-a) from 2.0.27 on and uses the old one before (29fe506, in v2.0.27-rc1).
    /// </summary>
    /// <param name="kexec">CONFIG_KEXEC; null: not known.</param>
    /// <param name="kexecFile">CONFIG_KEXEC_FILE; null: not known.</param>
    /// <param name="tool">As <c>kexec --version</c> says: kexec-tools, its version and
    /// more.</param>
    public static LoadingTool Of(bool? kexec, bool? kexecFile, string? tool) =>
        (kexec, kexecFile, VersionOf(tool)) switch
        {
            (true, false, _) => new(true, "CONFIG_KEXEC_FILE is off, so kexec_load(2) loads"),
            (false, true, _) => new(false, "CONFIG_KEXEC is off, so kexec_file_load(2) loads"),
            (_, _, { } version) when version.CompareTo((2, 0, 27)) < 0 => new(
                true,
                $"{Name(version)} loads with kexec_load(2) unless told -s or -a"
            ),
            (_, _, { } version) => new(
                false,
                $"{Name(version)} loads with kexec_file_load(2) first"
            ),
            _ => new(null, Assumed),
        };

    private static (int, int, int)? VersionOf(string? tool) =>
        tool?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["kexec-tools", var text, ..]
        && KernelRelease.NumbersOf(text) is [var major, var minor, var patch, ..]
            ? (major, minor, patch)
            : null;

    private static string Name((int Major, int Minor, int Patch) v) =>
        FormattableString.Invariant($"kexec-tools {v.Major}.{v.Minor}.{v.Patch}");
}
