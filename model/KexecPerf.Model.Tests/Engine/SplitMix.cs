namespace KexecPerf.Model.Tests.Engine;

/// <summary>SplitMix64: the same numbers on every platform and runtime.</summary>
public sealed class SplitMix(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    public int Next(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>Above 0, at most 1.</summary>
    public double NextDouble() => ((Next() >> 11) + 1) * (1.0 / (1UL << 53));
}
