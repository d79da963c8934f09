using System.Buffers.Binary;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Images;

/// <summary>
/// An image to read fields from, which may be compressed: its first bytes are at hand, the rest is read when asked for and
/// never held.
/// </summary>
internal abstract class ImageBytes
{
    /// <summary>Bytes at hand: the largest x86 setup area (256 sectors) twice, so that no usual field needs a second pass.</summary>
    protected const int HeadLength = 256 * 1024;

    /// <summary>The first bytes: all of a shorter image.</summary>
    public abstract ReadOnlySpan<byte> Head { get; }

    /// <summary>The length in bytes; <paramref name="limit"/> + 1 if it is larger than the limit, and then reads no further.</summary>
    /// <exception cref="InputException">The packing is damaged or truncated.</exception>
    public abstract long LengthUpTo(long limit);

    /// <summary>Copies the bytes at an offset; false if the image ends before.</summary>
    public abstract bool TryRead(long offset, Span<byte> bytes);

    /// <summary>The little-endian number at an offset, or null if the image ends before.</summary>
    public uint? TryReadUInt32(long offset)
    {
        Span<byte> bytes = stackalloc byte[4];
        return TryRead(offset, bytes) ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null;
    }
}
