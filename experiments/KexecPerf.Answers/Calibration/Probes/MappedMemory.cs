using System.Runtime.InteropServices;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Anonymous memory at a 2 MiB boundary, with or without huge pages, all of it touched.</summary>
internal sealed class MappedMemory : IDisposable
{
    private const int HugePageBytes = 2 << 20;
    private readonly nint _mapping;
    private readonly nint _mappedBytes;

    private MappedMemory(nint mapping, nint mappedBytes, ByteSize size)
    {
        _mapping = mapping;
        _mappedBytes = mappedBytes;
        Size = size;
        Address = (mapping + HugePageBytes - 1) / HugePageBytes * HugePageBytes;
    }

    /// <summary>First byte, a multiple of 2 MiB.</summary>
    public nint Address { get; }

    /// <summary>Usable bytes.</summary>
    public ByteSize Size { get; }

    /// <summary>Maps and asks for huge pages, or for none; null where the system gives no memory.</summary>
    public static MappedMemory? TryMap(ByteSize size, bool huge)
    {
        nint bytes = (nint)size.Bytes + HugePageBytes;
        nint mapping = LibC.Map(
            0,
            bytes,
            LibC.ProtReadWrite,
            LibC.MapPrivateAnonymous,
            file: -1,
            offset: 0
        );
        if (mapping == LibC.MapFailed)
        {
            return null;
        }

        var memory = new MappedMemory(mapping, bytes, size);
        _ = LibC.Advise(mapping, bytes, huge ? LibC.MadvHugepage : LibC.MadvNoHugepage);
        return memory;
    }

    /// <summary>Writes a page of noise over all of it: some processors drop stores of zeros over zeros.</summary>
    public void Fill(IRoutines routines)
    {
        byte[] noise = new byte[PageCount.PageBytes];
        new Random(1).NextBytes(noise);
        Marshal.Copy(noise, 0, Address, noise.Length);
        for (nint filled = noise.Length; filled < (nint)Size.Bytes; )
        {
            // Blocks stay small, so that a huge page is touched before it is read.
            nint more = Math.Min(Math.Min(filled, HugePageBytes), (nint)Size.Bytes - filled);
            routines.Run(Routine.CopyRun, Address + filled, Address, more);
            filled += more;
        }
    }

    /// <summary>Writes addresses, one a page.</summary>
    public void WriteList(ReadOnlySpan<nint> addresses)
    {
        for (int i = 0; i < addresses.Length; i++)
        {
            Marshal.WriteIntPtr(Address, i * nint.Size, addresses[i]);
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => _ = LibC.Unmap(_mapping, _mappedBytes);
}
