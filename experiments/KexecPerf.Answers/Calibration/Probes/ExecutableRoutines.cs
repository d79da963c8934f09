using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// Runs <see cref="MachineCode"/>: one page is mapped for writing, filled, then made executable and no longer writable, and its
/// routines are called through unmanaged function pointers. On arm64 the kernel brings the instruction cache up to date when it
/// makes a page executable that was not (<c>__sync_icache_dcache()</c> from <c>set_pte_at()</c>).
/// </summary>
internal sealed unsafe class ExecutableRoutines : IRoutines, IDisposable
{
    private const int PageBytes = 65536;
    private const int Alignment = 64;
    private readonly Dictionary<Routine, nint> _entries = [];
    private nint _page;

    private ExecutableRoutines(nint page, Architecture architecture)
    {
        _page = page;
        Instruction = architecture switch
        {
            Architecture.X86_64 => "rep movsq in an executable page",
            Architecture.Arm64 => "ldp/stnp in an executable page",
        };
    }

    /// <inheritdoc/>
    public string Instruction { get; }

    /// <inheritdoc/>
    public Evidence Evidence => Evidence.Measured;

    /// <summary>Maps the code; null where the system does not let a process make memory executable.</summary>
    public static ExecutableRoutines? TryMap(Architecture architecture)
    {
        nint page = LibC.Map(
            0,
            PageBytes,
            LibC.ProtReadWrite,
            LibC.MapPrivateAnonymous,
            file: -1,
            offset: 0
        );
        if (page == LibC.MapFailed)
        {
            return null;
        }

        var routines = new ExecutableRoutines(page, architecture);
        int offset = 0;
        foreach ((Routine routine, byte[] code) in MachineCode.For(architecture))
        {
            code.CopyTo(new Span<byte>((byte*)page + offset, PageBytes - offset));
            routines._entries.Add(routine, page + offset);
            offset += (code.Length + Alignment - 1) / Alignment * Alignment;
        }

        if (LibC.Protect(page, PageBytes, LibC.ProtReadExec) == 0)
        {
            return routines;
        }

        routines.Dispose();
        return null;
    }

    /// <inheritdoc/>
    public bool Has(Routine routine) => _entries.ContainsKey(routine);

    /// <inheritdoc/>
    public void Run(Routine routine, nint first, nint second, nint third = 0) =>
        ((delegate* unmanaged[Cdecl]<nint, nint, nint, void>)_entries[routine])(
            first,
            second,
            third
        );

    /// <summary>Unmaps the page.</summary>
    public void Dispose()
    {
        if (_page != 0)
        {
            _ = LibC.Unmap(_page, PageBytes);
            _page = 0;
        }
    }
}
