namespace KexecPerf.Model.Images;

/// <summary>An image that is not packed.</summary>
internal sealed class PlainBytes(ReadOnlyMemory<byte> content) : ImageBytes
{
    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Head => content.Span[..Math.Min(HeadLength, content.Length)];

    /// <inheritdoc/>
    public override long LengthUpTo(long limit) =>
        content.Length > limit ? limit + 1 : content.Length;

    /// <inheritdoc/>
    public override bool TryRead(long offset, Span<byte> bytes)
    {
        if (offset < 0 || offset > content.Length - bytes.Length)
        {
            return false;
        }

        content.Span.Slice((int)offset, bytes.Length).CopyTo(bytes);
        return true;
    }
}
