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
    private const string IdentityKey = "kexecperf.identity";
    private const string SealKey = "kexecperf.seal";

    /// <summary>The bytes of a part.</summary>
    public static byte[] Write(SweepBlock block, RunCells cells, string identity) =>
        WriteAsync(block, cells, identity).GetAwaiter().GetResult();

    /// <summary>The cells of a part; null where it is damaged or of another identity.</summary>
    public static RunCells? Read(
        byte[] part,
        IReadOnlyList<RunColumn> columns,
        int count,
        string identity
    )
    {
        if (!PartSeal.IsWhole(part))
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
        int rows = cells.Count * Side.Names.Count;
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
        PartSeal.Set(part);
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
        if (group.RowCount != count * (long)Side.Names.Count)
        {
            return null;
        }

        var cells = RunCells.Empty(columns, count);
        for (int c = 0; c < columns.Count; c++)
        {
            DataField field = reader.Schema.FindDataField(columns[c].Name);
            long[] both = await ReadColumn(group, field, columns[c].Kind, (int)group.RowCount);
            for (int side = 0; side < Side.Names.Count; side++)
            {
                both.AsSpan(side * count, count).CopyTo(cells[side, c]);
            }
        }

        return cells;
    }

    private static async Task<long[]> ReadColumn(
        ParquetRowGroupReader group,
        DataField field,
        RunColumnKind kind,
        int rows
    )
    {
        switch (kind)
        {
            case RunColumnKind.Flag:
                bool[] flags = new bool[rows];
                await group.ReadAsync<bool>(field, flags.AsMemory());
                return [.. flags.Select(f => f ? 1L : 0)];
            case RunColumnKind.Real:
                double[] reals = new double[rows];
                await group.ReadAsync<double>(field, reals.AsMemory());
                return [.. reals.Select(BitConverter.DoubleToInt64Bits)];
            default:
                long[] counts = new long[rows];
                await group.ReadAsync<long>(field, counts.AsMemory());
                return counts;
        }
    }

    /// <summary>Study, point, axes, replication and side: the same for a whole block or counted.</summary>
    private static IEnumerable<Column> Places(SweepBlock block, int rows)
    {
        StudyPoint point = block.Point;
        yield return Constant("study", point.Study.Name, rows);
        yield return Numbers("point", [.. Enumerable.Repeat((long)point.Index, rows)]);
        for (int a = 0; a < point.Values.Count; a++)
        {
            StudyAxis axis = point.Study.Axes[a];
            yield return Constant(axis.Key, point.Values[a].Text, rows);
            if (axis.NumberColumn is { } name)
            {
                double number = point.Values[a].Number!.Value;
                yield return Reals(name, [.. Enumerable.Repeat(number, rows)]);
            }
        }

        yield return Numbers(
            "replication",
            [
                .. Side.Names.SelectMany(_ =>
                    Enumerable.Range(block.From, block.Count).Select(r => (long)r)
                ),
            ]
        );
        yield return Texts(
            "side",
            [.. Side.Names.SelectMany(s => Enumerable.Repeat(s, block.Count))]
        );
    }

    private static IEnumerable<Column> Recorded(RunCells cells)
    {
        for (int c = 0; c < cells.Columns.Count; c++)
        {
            long[] both = [.. cells[Side.PageList, c], .. cells[Side.Cma, c]];
            string name = cells.Columns[c].Name;
            yield return cells.Columns[c].Kind switch
            {
                RunColumnKind.Flag => Flags(name, [.. both.Select(x => x != 0)]),
                RunColumnKind.Real => Reals(name, [.. both.Select(BitConverter.Int64BitsToDouble)]),
                _ => Numbers(name, both),
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

    private static Column Numbers(string name, long[] values) => Plain(name, values);

    private static Column Reals(string name, double[] values) => Plain(name, values);

    private static Column Flags(string name, bool[] values) => Plain(name, values);

    private static Column Plain<T>(string name, T[] values)
        where T : struct
    {
        var field = new DataField<T>(name);
        return new Column(field, group => group.WriteAsync<T>(field, values.AsMemory()));
    }

    private sealed record Column(DataField Field, Func<ParquetRowGroupWriter, Task> Write);
}
