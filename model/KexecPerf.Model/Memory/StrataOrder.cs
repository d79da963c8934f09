using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.Memory;

/// <summary>
/// A drawn order of the numbers 0 to n-1, one at a time and without storing it: a Feistel network of four rounds over the next power
/// of four, walked until it falls below n (Black and Rogaway 2002, cycle walking).
/// </summary>
internal readonly struct StrataOrder
{
    private readonly long _count;
    private readonly int _halfBits;
    private readonly ulong _key0;
    private readonly ulong _key1;
    private readonly ulong _key2;
    private readonly ulong _key3;

    public StrataOrder(long count, RandomStream keys)
    {
        _count = count;
        _halfBits = 1;
        while (1L << (2 * _halfBits) < count)
        {
            _halfBits++;
        }

        _key0 = Key(ref keys);
        _key1 = Key(ref keys);
        _key2 = Key(ref keys);
        _key3 = Key(ref keys);
    }

    /// <summary>The number at a place of the order.</summary>
    public long At(long place)
    {
        ulong x = (ulong)place;
        do
        {
            x = Permute(x);
        } while (x >= (ulong)_count);

        return (long)x;
    }

    private ulong Permute(ulong x)
    {
        ulong mask = (1UL << _halfBits) - 1;
        ulong left = x >> _halfBits;
        ulong right = x & mask;
        // Four rounds, halves in turn.
        left ^= Mixed(right, _key0) & mask;
        right ^= Mixed(left, _key1) & mask;
        left ^= Mixed(right, _key2) & mask;
        right ^= Mixed(left, _key3) & mask;
        return (left << _halfBits) | right;
    }

    private static ulong Mixed(ulong half, ulong key)
    {
        ulong mixed = unchecked((half + key) * 0x9E3779B97F4A7C15);
        return unchecked((mixed ^ (mixed >> 29)) * 0xBF58476D1CE4E5B9) >> 33;
    }

    private static ulong Key(ref RandomStream keys) => (ulong)(keys.NextUniform() * (1UL << 53));
}
