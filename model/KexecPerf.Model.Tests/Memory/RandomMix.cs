using KexecPerf.Model.Memory;
using KexecPerf.Model.Tests.Engine;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>A mix from a seed, of some kinds or of all.</summary>
internal static class RandomMix
{
    public static MemoryMix Of(SplitMix random)
    {
        double[] shares =
        [
            .. Enumerable.Range(0, 6).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble()),
        ];
        double sum = shares.Sum();
        return sum == 0
            ? MemoryMix.AllAnonymous
            : new(
                shares[0] / sum,
                shares[1] / sum,
                shares[2] / sum,
                shares[3] / sum,
                shares[4] / sum,
                shares[5] / sum
            );
    }
}
