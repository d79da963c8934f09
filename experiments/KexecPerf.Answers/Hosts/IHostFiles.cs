using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>Where the facts of a host are read from: the running system, or what was collected from another.</summary>
internal interface IHostFiles
{
    /// <summary>Whether CPUID shows SME; null where the host's processor cannot be asked.</summary>
    bool? OffersSme { get; }

    /// <summary>The content of a file such as <c>proc/meminfo</c>; null if it is missing, not readable or too large.</summary>
    string? Read(string path);

    /// <summary>Names in a folder, in order; none where it is missing or not readable.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>The image that the running kernel was booted from; null if it is missing or not readable.</summary>
    /// <exception cref="InputException">It is there but no kernel that <c>kexec_file_load(2)</c> takes.</exception>
    KernelFile? ReadKernel(string release);

    /// <summary>Size of the kernel's file, known even where its content is not.</summary>
    ByteSize? KernelSize(string release);

    /// <summary>Size of the initial RAM disk that belongs to the running kernel.</summary>
    ByteSize? InitrdSize(string release);

    /// <summary>The kernel's configuration as text.</summary>
    string? ReadConfig(string release);
}
