using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Images;

/// <summary>
/// An image packed with gzip (RFC 1952). Only its head is unpacked into memory; its length is counted, up to what its own
/// header allows, so that a file made to unpack without end does no harm.
/// </summary>
internal sealed class GzipBytes : ImageBytes
{
    private const int BlockLength = 64 * 1024;

    private readonly ReadOnlyMemory<byte> _packed;
    private readonly byte[] _head;

    /// <summary>Unpacks the head.</summary>
    /// <exception cref="InputException">Damaged.</exception>
    public GzipBytes(ReadOnlyMemory<byte> packed)
    {
        _packed = packed;
        byte[] head = new byte[HeadLength];
        using Stream unpacked = Open();
        _head = head[..Fill(unpacked, head)];
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Head => _head;

    /// <summary>Whether these bytes are those of a gzip file with deflated content.</summary>
    public static bool Recognises(ReadOnlySpan<byte> content) =>
        content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]);

    /// <inheritdoc/>
    public override long LengthUpTo(long limit)
    {
        using Stream unpacked = Open();
        byte[] block = new byte[BlockLength];
        long length = 0;
        while (length <= limit)
        {
            int read = Fill(unpacked, block);
            length += read;
            if (read < block.Length)
            {
                RequireEnd(length);
                break;
            }
        }

        return Math.Min(length, limit + 1);
    }

    /// <inheritdoc/>
    public override bool TryRead(long offset, Span<byte> bytes)
    {
        if (offset < 0)
        {
            return false;
        }

        if (offset <= _head.Length - bytes.Length)
        {
            _head.AsSpan((int)offset, bytes.Length).CopyTo(bytes);
            return true;
        }

        using Stream unpacked = Open();
        byte[] block = new byte[BlockLength];
        for (long left = offset; left > 0; )
        {
            int wanted = (int)Math.Min(left, block.Length);
            if (Fill(unpacked, block.AsSpan(0, wanted)) < wanted)
            {
                return false;
            }

            left -= wanted;
        }

        return Fill(unpacked, bytes) == bytes.Length;
    }

    private static int Fill(Stream unpacked, Span<byte> block)
    {
        try
        {
            return unpacked.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new InputException("damaged gzip data; 'gzip -t' tells more");
        }
    }

    /// <summary>The last field, ISIZE, is the unpacked length modulo 2^32. GZipStream takes a truncated file for a shorter one.</summary>
    private void RequireEnd(long length)
    {
        ReadOnlySpan<byte> packed = _packed.Span;
        if (
            packed.Length < 18
            || BinaryPrimitives.ReadUInt32LittleEndian(packed[^4..]) != (length & uint.MaxValue)
        )
        {
            throw new InputException(
                "truncated gzip data, or something follows its end; 'gzip -t' tells more"
            );
        }
    }

    private GZipStream Open()
    {
        // No copy where the memory is an array, as it is when it was read from a file.
        MemoryStream stream = MemoryMarshal.TryGetArray(_packed, out ArraySegment<byte> array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(_packed.ToArray(), writable: false);
        return new GZipStream(stream, CompressionMode.Decompress);
    }
}
