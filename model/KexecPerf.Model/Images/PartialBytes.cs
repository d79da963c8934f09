namespace KexecPerf.Model.Images;

/// <summary>
/// An unpacked image of which only the first and the last bytes are at hand, and the length: what a script can collect from a
/// host where the whole file would be too much to send.
/// </summary>
internal sealed class PartialBytes(
    ReadOnlyMemory<byte> head,
    ReadOnlyMemory<byte> tail,
    long length
) : ImageBytes
{
    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Head => head.Span[..Math.Min(HeadLength, head.Length)];

    /// <inheritdoc/>
    public override long LengthUpTo(long limit) => length > limit ? limit + 1 : length;

    /// <summary>Copies the bytes at an offset; false also where they are in the part that is not at hand.</summary>
    public override bool TryRead(long offset, Span<byte> bytes) =>
        TryCopy(head.Span, offset, bytes)
        || TryCopy(tail.Span, offset - (length - tail.Length), bytes);

    private static bool TryCopy(ReadOnlySpan<byte> part, long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset > part.Length - bytes.Length)
        {
            return false;
        }

        part.Slice((int)offset, bytes.Length).CopyTo(bytes);
        return true;
    }
}
