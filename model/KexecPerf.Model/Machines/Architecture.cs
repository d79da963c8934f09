namespace KexecPerf.Model.Machines;

/// <summary>The architectures whose kexec path is modelled.</summary>
public enum Architecture
{
    /// <summary>x86_64: page list in assembly, purgatory with SHA-256.</summary>
    X86_64,

    /// <summary>arm64: page list with cache maintenance, no purgatory with <c>kexec_file_load(2)</c>.</summary>
    Arm64,
}
