using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// SHA-256 (FIPS 180-4) in managed code, so that no answer needs libssl at run time as the
/// library's would; and, timed, what the purgatory runs: scalar, message schedule in 64 words,
/// eight rounds a turn, no SHA instructions, in the shape of <c>sha256_blocks_generic()</c>
/// (lib/crypto/sha256.c). References instead of spans keep bounds checks out of the loops.
/// </summary>
internal static class Sha256
{
    private const int BlockBytes = 64;

    // csharpier-ignore
    private static ReadOnlySpan<uint> RoundConstants =>
    [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5,
        0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
        0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
        0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
        0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
        0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5,
        0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
        0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ];

    /// <summary>The digest of a message in 64 hexadecimal digits.</summary>
    public static string Hex(ReadOnlySpan<byte> message) => Convert.ToHexStringLower(Hash(message));

    /// <summary>The digest of a message, 32 bytes.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        uint[] state =
        [
            0x6a09e667,
            0xbb67ae85,
            0x3c6ef372,
            0xa54ff53a,
            0x510e527f,
            0x9b05688c,
            0x1f83d9ab,
            0x5be0cd19,
        ];
        int whole = message.Length / BlockBytes * BlockBytes;
        Compress(state, message[..whole]);
        Span<byte> tail = stackalloc byte[2 * BlockBytes];
        tail.Clear();
        ReadOnlySpan<byte> rest = message[whole..];
        rest.CopyTo(tail);
        tail[rest.Length] = 0x80;
        int end = rest.Length < BlockBytes - 8 ? BlockBytes : 2 * BlockBytes;
        BinaryPrimitives.WriteInt64BigEndian(tail[(end - 8)..], message.Length * 8L);
        Compress(state, tail[..end]);
        byte[] digest = new byte[32];
        for (int i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), state[i]);
        }

        return digest;
    }

    /// <summary>Compresses whole blocks into the state.</summary>
    private static void Compress(uint[] state, ReadOnlySpan<byte> blocks)
    {
        Span<uint> schedule = stackalloc uint[64];
        for (int at = 0; at < blocks.Length; at += BlockBytes)
        {
            CompressBlock(
                ref MemoryMarshal.GetArrayDataReference(state),
                ref Unsafe.Add(ref MemoryMarshal.GetReference(blocks), at),
                ref MemoryMarshal.GetReference(schedule)
            );
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CompressBlock(ref uint state, ref byte block, ref uint w)
    {
        unchecked
        {
            for (int i = 0; i < 16; i++)
            {
                uint word = Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref block, 4 * i));
                Unsafe.Add(ref w, i) = BinaryPrimitives.ReverseEndianness(word);
            }

            ref uint next = ref Unsafe.Add(ref w, 16);
            for (int i = 16; i < 64; i += 8)
            {
                Blend(ref next);
                Blend(ref Unsafe.Add(ref next, 1));
                Blend(ref Unsafe.Add(ref next, 2));
                Blend(ref Unsafe.Add(ref next, 3));
                Blend(ref Unsafe.Add(ref next, 4));
                Blend(ref Unsafe.Add(ref next, 5));
                Blend(ref Unsafe.Add(ref next, 6));
                Blend(ref Unsafe.Add(ref next, 7));
                next = ref Unsafe.Add(ref next, 8);
            }

            Rounds(ref state, ref w);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rounds(ref uint state, ref uint w)
    {
        unchecked
        {
            ref uint k = ref MemoryMarshal.GetReference(RoundConstants);
            uint a = state;
            uint b = Unsafe.Add(ref state, 1);
            uint c = Unsafe.Add(ref state, 2);
            uint d = Unsafe.Add(ref state, 3);
            uint e = Unsafe.Add(ref state, 4);
            uint f = Unsafe.Add(ref state, 5);
            uint g = Unsafe.Add(ref state, 6);
            uint h = Unsafe.Add(ref state, 7);
            for (int i = 0; i < 64; i += 8)
            {
                h += Sum1(e, f, g) + Word(ref k, ref w, 0);
                d += h;
                h += Sum0(a, b, c);
                g += Sum1(d, e, f) + Word(ref k, ref w, 1);
                c += g;
                g += Sum0(h, a, b);
                f += Sum1(c, d, e) + Word(ref k, ref w, 2);
                b += f;
                f += Sum0(g, h, a);
                e += Sum1(b, c, d) + Word(ref k, ref w, 3);
                a += e;
                e += Sum0(f, g, h);
                d += Sum1(a, b, c) + Word(ref k, ref w, 4);
                h += d;
                d += Sum0(e, f, g);
                c += Sum1(h, a, b) + Word(ref k, ref w, 5);
                g += c;
                c += Sum0(d, e, f);
                b += Sum1(g, h, a) + Word(ref k, ref w, 6);
                f += b;
                b += Sum0(c, d, e);
                a += Sum1(f, g, h) + Word(ref k, ref w, 7);
                e += a;
                a += Sum0(b, c, d);
                k = ref Unsafe.Add(ref k, 8);
                w = ref Unsafe.Add(ref w, 8);
            }

            state += a;
            Unsafe.Add(ref state, 1) += b;
            Unsafe.Add(ref state, 2) += c;
            Unsafe.Add(ref state, 3) += d;
            Unsafe.Add(ref state, 4) += e;
            Unsafe.Add(ref state, 5) += f;
            Unsafe.Add(ref state, 6) += g;
            Unsafe.Add(ref state, 7) += h;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Word(ref uint k, ref uint w, int i) =>
        unchecked(Unsafe.Add(ref k, i) + Unsafe.Add(ref w, i));

    /// <summary>A word of the schedule from those before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Blend(ref uint w)
    {
        unchecked
        {
            uint w15 = Unsafe.Subtract(ref w, 15);
            uint w2 = Unsafe.Subtract(ref w, 2);
            uint s0 =
                BitOperations.RotateRight(w15, 7) ^ BitOperations.RotateRight(w15, 18) ^ (w15 >> 3);
            uint s1 =
                BitOperations.RotateRight(w2, 17) ^ BitOperations.RotateRight(w2, 19) ^ (w2 >> 10);
            w = s1 + Unsafe.Subtract(ref w, 7) + s0 + Unsafe.Subtract(ref w, 16);
        }
    }

    /// <summary>What a round adds from e, f and g: the upper sigma and the choice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum1(uint e, uint f, uint g) =>
        unchecked(
            (
                BitOperations.RotateRight(e, 6)
                ^ BitOperations.RotateRight(e, 11)
                ^ BitOperations.RotateRight(e, 25)
            ) + (g ^ (e & (f ^ g)))
        );

    /// <summary>What a round adds from a, b and c: the upper sigma and the majority.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Sum0(uint a, uint b, uint c) =>
        unchecked(
            (
                BitOperations.RotateRight(a, 2)
                ^ BitOperations.RotateRight(a, 13)
                ^ BitOperations.RotateRight(a, 22)
            ) + ((a & b) | (c & (a | b)))
        );
}
