using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>The recorded cells of a block's or a point's runs: by side, by column, by replication.</summary>
internal sealed class RunCells
{
    private readonly Dictionary<RunColumn, int> _index;
    private readonly long[][][] _cells;

    /// <summary>Takes cells over, by side, column and replication.</summary>
    private RunCells(IReadOnlyList<RunColumn> columns, long[][][] cells)
    {
        Columns = columns;
        _cells = cells;
        _index = columns.Select((c, i) => (c, i)).ToDictionary();
    }

    /// <summary>What is recorded.</summary>
    public IReadOnlyList<RunColumn> Columns { get; }

    /// <summary>How many replications.</summary>
    public int Count => _cells[0][0].Length;

    /// <summary>Room for so many replications.</summary>
    public static RunCells Empty(IReadOnlyList<RunColumn> columns, int count) =>
        new(columns, [.. Sides.All.Select(_ => columns.Select(_ => new long[count]).ToArray())]);

    /// <summary>Blocks of one point, one behind the other.</summary>
    public static RunCells Join(IReadOnlyList<RunCells> blocks) =>
        blocks.Count == 1
            ? blocks[0]
            : new RunCells(
                blocks[0].Columns,
                [
                    .. Sides.All.Select(side =>
                        blocks[0]
                            .Columns.Select(c => blocks.SelectMany(b => b[side, c]).ToArray())
                            .ToArray()
                    ),
                ]
            );

    /// <summary>A column of a side.</summary>
    public long[] this[Side side, RunColumn column] => _cells[(int)side][_index[column]];

    /// <summary>Records a run.</summary>
    public void Set(Side side, int row, RunResult run)
    {
        for (int c = 0; c < Columns.Count; c++)
        {
            _cells[(int)side][c][row] = Columns[c].Of(run);
        }
    }

    /// <summary>
    /// Picoseconds that columns add up to, by replication; null where there was no kexec to time.
    /// </summary>
    public IEnumerable<long?> Times(Side side, IReadOnlyList<RunColumn> columns)
    {
        long[][] parts = [.. columns.Select(c => this[side, c])];
        long[][] none = [.. RunColumn.NotTimed.Select(c => this[side, c])];
        return Enumerable
            .Range(0, Count)
            .Select(r => none.Any(c => c[r] != 0) ? (long?)null : parts.Sum(part => part[r]));
    }

    /// <summary>A column that holds no time, whatever its runs came to.</summary>
    public List<double> Numbers(Side side, RunColumn column) =>
        column.Kind switch
        {
            RunColumnKind.Count or RunColumnKind.Flag =>
            [
                .. this[side, column].Select(c => (double)c),
            ],
            RunColumnKind.Real => [.. this[side, column].Select(BitConverter.Int64BitsToDouble)],
        };

    /// <summary>Share of a side's runs in which a flag is set.</summary>
    public double Share(Side side, RunColumn flag) =>
        PairedSample.Share(this[side, flag].Select(c => c != 0));

    /// <summary>
    /// What a precision is reached of: the hot phase with a page list, and what is saved of it.
    /// </summary>
    public IReadOnlyList<WatchedSample> Watched()
    {
        IReadOnlyList<RunColumn> span = RunColumn.PhasesOf(PhaseSpan.HotPhase);
        long?[] pageList = [.. Times(Side.PageList, span)];
        return WatchedSample.Of(
            PairedSample.Milliseconds(pageList),
            PairedSample.Differences(pageList, Times(Side.Cma, span))
        );
    }
}
