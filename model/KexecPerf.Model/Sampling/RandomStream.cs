namespace KexecPerf.Model.Sampling;

/// <summary>
/// A stream of uniform numbers that depends only on (root seed, replication, name): never on what other streams drew, in which
/// order, or on how many threads. SplitMix64 (Steele, Lea, Flood 2014) from a key mixed with FNV-1a of the name.
/// </summary>
public struct RandomStream
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state;

    /// <summary>The stream of a name in a replication.</summary>
    public RandomStream(ulong seed, long replication, string name)
        : this(seed, replication, "", "", name) { }

    /// <summary>The stream of a name in three parts, which need not be joined for it.</summary>
    internal RandomStream(ulong seed, long replication, string first, string second, string third)
    {
        unchecked
        {
            ulong hash = Hash(Hash(Hash(14695981039346656037, first), second), third);
            ulong key = Mix(seed + Golden);
            key = Mix(key ^ ((ulong)replication * 0xD1342543DE82EF95 + 1));
            _state = Mix(key ^ hash);
        }
    }

    /// <summary>The sub-stream of a number, for processes that exist many times, such as CPUs.</summary>
    public readonly RandomStream Substream(int number)
    {
        unchecked
        {
            return this with { _state = Mix(_state ^ ((ulong)number + 1) * 0xA0761D6478BD642F) };
        }
    }

    /// <summary>The stream after so many numbers.</summary>
    public readonly RandomStream After(long numbers)
    {
        unchecked
        {
            return this with { _state = _state + (ulong)numbers * Golden };
        }
    }

    /// <summary>The next number in [0, 1), a multiple of 2^-53.</summary>
    public double NextUniform() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next scaled normal t in [-2, 2]: -1, 0, +1 are the 5, 50 and 95 % points.</summary>
    public double NextT() => NormalQuantile.Of(NextUniform());

    /// <summary>The next 64 random bits.</summary>
    internal ulong NextBits()
    {
        unchecked
        {
            _state += Golden;
            return Mix(_state);
        }
    }

    private static ulong Hash(ulong hash, string text)
    {
        unchecked
        {
            foreach (char c in text)
            {
                hash = (hash ^ c) * 1099511628211;
            }

            return hash;
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
