using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>All runs of one point, with the rules of <see cref="PairedOutcomes"/>: times are those of kexecs that no CPU hung.</summary>
internal sealed class PointRuns
{
    private readonly RunCells _cells;
    private readonly bool[][] _hung;

    public PointRuns(RunCells cells)
    {
        _cells = cells;
        _hung =
        [
            .. Side.Names.Select((_, s) => cells[s, "cpu_stop_hang"].Select(c => c != 0).ToArray()),
        ];
    }

    /// <summary>How many replications.</summary>
    public int Count => _cells.Count;

    /// <summary>Picoseconds of phases together, by replication.</summary>
    public long[] Span(int side, Func<Phase, bool> include)
    {
        long[] sum = new long[Count];
        foreach (Phase phase in PhaseNames.All.Where(include))
        {
            long[] column = _cells[side, phase.Key() + "_ps"];
            for (int r = 0; r < sum.Length; r++)
            {
                sum[r] += column[r];
            }
        }

        return sum;
    }

    /// <summary>Picoseconds of the whole load, by replication.</summary>
    public long[] Load(int side)
    {
        long[] sum = new long[Count];
        foreach (string part in (string[])["read", "cma", "prepare", "digest", "copy", "flush"])
        {
            long[] column = _cells[side, $"load_{part}_ps"];
            for (int r = 0; r < sum.Length; r++)
            {
                sum[r] += column[r];
            }
        }

        return sum;
    }

    /// <summary>A column, whatever its runs came to.</summary>
    public long[] Column(int side, string name) => _cells[side, name];

    /// <summary>Milliseconds of those runs of a side that no CPU hung.</summary>
    public List<double> Milliseconds(int side, long[] picoseconds)
    {
        var sample = new List<double>(Count);
        for (int r = 0; r < Count; r++)
        {
            if (!_hung[side][r])
            {
                sample.Add(picoseconds[r] / 1e9);
            }
        }

        return sample;
    }

    /// <summary>Milliseconds saved, page list less CMA, of pairs that no CPU hung.</summary>
    public List<double> Saved() => [.. Pairs(_ => true).Select(p => (p.PageList - p.Cma) / 1e9)];

    /// <summary>Page list over CMA of a span, of pairs that no CPU hung; exactly 1 where both are equal.</summary>
    public List<double> Speedup(Func<Phase, bool> span) =>
        [
            .. Pairs(span)
                .Where(p => p.Cma > 0)
                .Select(p => p.PageList == p.Cma ? 1.0 : (double)p.PageList / p.Cma),
        ];

    /// <summary>Share of a side's runs in which a flag is set.</summary>
    public double Share(int side, string flag) =>
        _cells[side, flag].Count(c => c != 0) / (double)Count;

    private IEnumerable<(long PageList, long Cma)> Pairs(Func<Phase, bool> span)
    {
        long[] a = Span(Side.PageList, span);
        long[] b = Span(Side.Cma, span);
        for (int r = 0; r < Count; r++)
        {
            if (!_hung[Side.PageList][r] && !_hung[Side.Cma][r])
            {
                yield return (a[r], b[r]);
            }
        }
    }
}
