using KexecPerf.Answers.Runs;
using KexecPerf.Studies.Designs;
using Parquet;
using Parquet.Schema;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// One block as Parquet: a row for each replication and side, with the study, the point's place on every axis, and the recorded columns. The footer holds
/// the study's identity and a seal, so that a part of another study or a damaged one is told.
/// </summary>
internal static class PartFile
{
    /// <summary>Column of a point's number, in parts and summaries.</summary>
    public const string Point = "point";

    private const string IdentityKey = "kexecperf.identity";
    private const string SealKey = "kexecperf.seal";

    /// <summary>The bytes of a part.</summary>
    public static byte[] Write(SweepBlock block, RunCells cells, string identity) =>
        WriteAsync(block, cells, identity).GetAwaiter().GetResult();

    /// <summary>
    /// The cells of a part; null where it is not there, damaged, or of another identity.
    /// </summary>
    public static RunCells? Read(
        string file,
        IReadOnlyList<RunColumn> columns,
        int count,
        string identity
    )
    {
        if (PartSeal.Whole(file) is not { } part)
        {
            return null;
        }

        try
        {
            return ReadAsync(part, columns, count, identity).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever a reader makes of bytes that are no Parquet: the part is damaged.
            return null;
        }
    }

    private static async Task<byte[]> WriteAsync(SweepBlock block, RunCells cells, string identity)
    {
        int rows = cells.Count * Sides.All.Count;
        List<Column> columns = [.. Places(block, rows), .. Recorded(cells)];
        var schema = new ParquetSchema(columns.Select(c => (Field)c.Field).ToArray());
        using var stream = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            writer.CustomMetadata = new Dictionary<string, string>
            {
                [IdentityKey] = identity,
                [SealKey] = PartSeal.Blank,
            };
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            foreach (Column column in columns)
            {
                await column.Write(group);
            }
        }

        byte[] part = stream.ToArray();
        PartSeal.Set(part, PartName.Of(block, identity));
        return part;
    }

    private static async Task<RunCells?> ReadAsync(
        byte[] part,
        IReadOnlyList<RunColumn> columns,
        int count,
        string identity
    )
    {
        using var stream = new MemoryStream(part);
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream);
        if (reader.CustomMetadata.GetValueOrDefault(IdentityKey) != identity)
        {
            return null;
        }

        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        if (group.RowCount != count * (long)Sides.All.Count)
        {
            return null;
        }

        var cells = RunCells.Empty(columns, count);
        foreach (RunColumn column in columns)
        {
            DataField field = reader.Schema.FindDataField(column.Name.Column);
            long[] both = await ReadColumn(group, field, column.Kind, (int)group.RowCount);
            foreach ((int i, Side side) in Sides.All.Index())
            {
                both.AsSpan(i * count, count).CopyTo(cells[side, column]);
            }
        }

        return cells;
    }

    private static async Task<long[]> ReadColumn(
        ParquetRowGroupReader group,
        DataField field,
        RunColumnKind kind,
        int rows
    ) =>
        kind switch
        {
            RunColumnKind.Flag =>
            [
                .. (await Values<bool>(group, field, rows)).Select(f => f ? 1L : 0),
            ],
            RunColumnKind.Real =>
            [
                .. (await Values<double>(group, field, rows)).Select(
                    BitConverter.DoubleToInt64Bits
                ),
            ],
            RunColumnKind.Count => await Values<long>(group, field, rows),
        };

    private static async Task<T[]> Values<T>(ParquetRowGroupReader group, DataField field, int rows)
        where T : struct
    {
        var values = new T[rows];
        await group.ReadAsync<T>(field, values.AsMemory());
        return values;
    }

    /// <summary>Study, point, axes, replication and side: the same for a whole block or counted.</summary>
    private static IEnumerable<Column> Places(SweepBlock block, int rows)
    {
        StudyPoint point = block.Point;
        yield return Constant("study", point.Study.Name, rows);
        yield return Plain(Point, [.. Enumerable.Repeat((long)point.Index, rows)]);
        for (int a = 0; a < point.Values.Count; a++)
        {
            StudyAxis axis = point.Study.Axes[a];
            yield return Constant(axis.Key, point.Values[a].Text, rows);
            if (axis.NumberColumn is { } name)
            {
                double number = point.Values[a].Number!.Value;
                yield return Plain(name, [.. Enumerable.Repeat(number, rows)]);
            }
        }

        yield return Plain(
            "replication",
            [
                .. Sides.All.SelectMany(_ =>
                    Enumerable.Range(block.From, block.Count).Select(r => (long)r)
                ),
            ]
        );
        yield return Texts(
            "side",
            [.. Sides.All.SelectMany(s => Enumerable.Repeat(s.Key(), block.Count))]
        );
    }

    private static IEnumerable<Column> Recorded(RunCells cells)
    {
        foreach (RunColumn column in cells.Columns)
        {
            long[] both = [.. Sides.All.SelectMany(s => cells[s, column])];
            string name = column.Name.Column;
            yield return column.Kind switch
            {
                RunColumnKind.Flag => Plain(name, [.. both.Select(x => x != 0)]),
                RunColumnKind.Real => Plain(name, [.. both.Select(BitConverter.Int64BitsToDouble)]),
                RunColumnKind.Count => Plain(name, both),
            };
        }
    }

    private static Column Constant(string name, string text, int rows) =>
        Texts(name, [.. Enumerable.Repeat(text, rows)]);

    private static Column Texts(string name, string[] values)
    {
        var field = new DataField<string>(name, nullable: false);
        return new Column(field, group => group.WriteAsync(field, values));
    }

    private static Column Plain<T>(string name, T[] values)
        where T : struct
    {
        var field = new DataField<T>(name);
        return new Column(field, group => group.WriteAsync<T>(field, values.AsMemory()));
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, Task> Write);
}
