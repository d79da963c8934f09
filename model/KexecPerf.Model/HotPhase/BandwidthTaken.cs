using KexecPerf.Model.Sampling;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// How much of the copy's bandwidth devices take, in sixteenths, as steps in time: what a page costs is fixed at its start, so a change acts from the next
/// page on. Writers do not wait for the copy, so the steps are known when it starts.
/// </summary>
internal sealed class BandwidthTaken
{
    private const int Levels = 16;
    private readonly long[] _from;
    private readonly int[] _level;

    /// <param name="takers">Each with the instant it was last fed.</param>
    public BandwidthTaken(IReadOnlyList<(BandwidthTaker Taker, long FedUntilPs)> takers)
    {
        var changes = new SortedSet<long> { 0 };
        foreach ((BandwidthTaker taker, long fed) in takers.Where(t => t.Taker.DrainPs > 0))
        {
            // The first picosecond after its own share falls through the middle of two sixteenths, rounding errors included: one earlier, and
            // the old level would last until the next change.
            for (double edge = (long)(taker.Share * Levels + 0.5) - 0.5; edge > 0; edge--)
            {
                double after = PortableMath.Log(taker.Share * Levels / edge) * taker.DrainPs;
                changes.Add(fed + (long)Math.Min(after * (1 + 1e-12), 1e15) + 1);
            }
        }

        _from = [.. changes];
        _level = [.. _from.Select(at => LevelAt(takers, at))];
    }

    /// <summary>A cost at an instant.</summary>
    public long Scaled(long cost, long atPs)
    {
        int left = Levels - _level[Find(atPs)];
        return (cost * Levels + left / 2) / left;
    }

    /// <summary>When the level changes next; long.MaxValue: never.</summary>
    public long NextChange(long atPs)
    {
        int next = Find(atPs) + 1;
        return next < _from.Length ? _from[next] : long.MaxValue;
    }

    private int Find(long atPs)
    {
        int i = Array.BinarySearch(_from, atPs);
        return i < 0 ? ~i - 1 : i;
    }

    private static int LevelAt(
        IReadOnlyList<(BandwidthTaker Taker, long FedUntilPs)> takers,
        long atPs
    )
    {
        double share = 0;
        foreach ((BandwidthTaker taker, long fed) in takers)
        {
            double drains = taker.DrainPs > 0 ? Math.Max(0, atPs - fed) / taker.DrainPs : 0;
            share += drains > 600 ? 0 : taker.Share * PortableMath.Exp(-drains);
        }

        return (int)Math.Min(Levels - 1, share * Levels + 0.5);
    }
}
