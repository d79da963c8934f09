namespace KexecPerf.Answers.Runs;

/// <summary>The recorded cells of a block's or a point's runs: by side, by column, by replication.</summary>
internal sealed class RunCells
{
    private readonly Dictionary<string, int> _index;
    private readonly long[][][] _cells;

    /// <summary>Takes cells over, by side, column and replication.</summary>
    public RunCells(IReadOnlyList<RunColumn> columns, long[][][] cells)
    {
        Columns = columns;
        _cells = cells;
        _index = columns.Select((c, i) => (c.Name, i)).ToDictionary();
    }

    /// <summary>What is recorded.</summary>
    public IReadOnlyList<RunColumn> Columns { get; }

    /// <summary>How many replications.</summary>
    public int Count => _cells[0][0].Length;

    /// <summary>Room for so many replications.</summary>
    public static RunCells Empty(IReadOnlyList<RunColumn> columns, int count) =>
        new(columns, [.. Side.Names.Select(_ => columns.Select(_ => new long[count]).ToArray())]);

    /// <summary>Blocks of one point, one behind the other.</summary>
    public static RunCells Join(IReadOnlyList<RunCells> blocks) =>
        blocks.Count == 1
            ? blocks[0]
            : new RunCells(
                blocks[0].Columns,
                [
                    .. Side.Names.Select(
                        (_, s) =>
                            blocks[0]
                                .Columns.Select(
                                    (_, c) => blocks.SelectMany(b => b._cells[s][c]).ToArray()
                                )
                                .ToArray()
                    ),
                ]
            );

    /// <summary>A column of a side.</summary>
    public long[] this[int side, int column] => _cells[side][column];

    /// <summary>A column of a side by its name.</summary>
    public long[] this[int side, string column] => _cells[side][_index[column]];

    /// <summary>Records a run.</summary>
    public void Set(int side, int row, RunResult run)
    {
        for (int c = 0; c < Columns.Count; c++)
        {
            _cells[side][c][row] = Columns[c].Of(run);
        }
    }
}
