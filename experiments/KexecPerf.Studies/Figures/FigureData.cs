using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Figures;

/// <summary>The data beside a figure: cells of the summary, in columns of the same name, so that the two can be joined.</summary>
internal static class FigureData
{
    /// <summary>Which point a row is, before what is plotted of it.</summary>
    public static IReadOnlyList<string> Place { get; } =
    [PartFile.Point, PointColumn.MachineName.Name, PointColumn.Kernel.Name];

    /// <summary>Header and one row a point: number, machine, kernel, and the given columns.</summary>
    public static IReadOnlyList<string[]> Of(
        IEnumerable<SummaryPoint> points,
        params IEnumerable<string> columns
    )
    {
        string[] header = [.. Place, .. columns];
        return [header, .. points.Select(p => (string[])[.. header.Select(p.Text)])];
    }

    /// <summary>Adds columns that are computed; one row of cells for each row of data.</summary>
    public static IReadOnlyList<string[]> With(
        this IReadOnlyList<string[]> data,
        string[] header,
        IEnumerable<string[]> rows
    ) => [.. data.Zip([header, .. rows], (a, b) => (string[])[.. a, .. b])];
}
