using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Summaries;

/// <summary>A point of a study: one row of its summary.</summary>
internal sealed class SummaryPoint(SummaryTable table, int line, string[] cells)
{
    private static readonly string ImageColumn = Column(ScenarioKeys.Image, "bytes");

    /// <summary>Column of <see cref="OccupancyPercent"/>.</summary>
    public static string OccupancyColumn { get; } = Column(ScenarioKeys.CmaOccupancy, "percent");

    /// <summary>Number of the point in its study.</summary>
    public int Index => (int)Number(PartFile.Point);

    /// <summary>Name of the machine's profile.</summary>
    public string Machine => Text(PointColumn.MachineName.Name);

    /// <summary>Kernel version with its overlays.</summary>
    public string Kernel => Text(PointColumn.Kernel.Name);

    /// <summary>Online CPUs.</summary>
    public double Cpus => Number(PointColumn.Cpus.Name);

    /// <summary>Size of the whole image in memory, bytes.</summary>
    public double MemszBytes => Number(PointColumn.Memsz.Name);

    /// <summary>The size that the study asked for, where it is an axis; whole pages make the image a little larger.</summary>
    public double ImageBytes => table.Has(ImageColumn) ? Number(ImageColumn) : MemszBytes;

    /// <summary>Size of the CMA area, bytes; 0 for none.</summary>
    public double CmaAreaBytes => Number(PointColumn.CmaArea.Name);

    /// <summary>Movable pages in the area, percent of it.</summary>
    public double OccupancyPercent => Number(OccupancyColumn);

    /// <summary>Short-term pins of the area, as the study wrote their number.</summary>
    public string Pinned => Text(ScenarioKeys.CmaPinned.FileKey);

    /// <summary>on or off.</summary>
    public string InitOnAlloc => Text(ScenarioKeys.InitOnAlloc.FileKey);

    /// <summary>Replications.</summary>
    public double Replications => Number(PointColumn.Replications.Name);

    /// <summary>Monte Carlo error of the median switch; null where it has none.</summary>
    public double? ErrorPercent =>
        Text(PointColumn.MonteCarloError.Name).Length == 0
            ? null
            : Number(PointColumn.MonteCarloError.Name);

    /// <summary>Share of loads that get all segments into CMA memory.</summary>
    public double CmaSuccess => Number(PointColumn.CmaSuccess.Name);

    /// <summary>Share of a side's kexecs whose new kernel comes up.</summary>
    public double Boots(Side side) => Number(PointColumn.Boots(side).Column);

    /// <summary>Share of a side's loads that find no memory or are refused.</summary>
    public double LoadFails(Side side) => Number(PointColumn.LoadFails(side).Column);

    /// <summary>A cell as it stands there.</summary>
    /// <exception cref="InputException">No such column.</exception>
    public string Text(string column) => cells[table.Index(column)];

    /// <summary>A cell that is a number.</summary>
    /// <exception cref="InputException">No such column, or no number in it.</exception>
    public double Number(string column)
    {
        string text = Text(column);
        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double x)
            && double.IsFinite(x)
            ? x
            : throw new InputException(
                new InputPlace(table.File, line, table.Index(column) + 1, column),
                $"'{UserText.Shorten(text)}' is no number; sweep the study again"
            );
    }

    /// <summary>Median and 90 % range of an outcome; NaN where no run has a value, as of a kexec that never ends.</summary>
    /// <exception cref="InputException">No such columns, or no numbers in them.</exception>
    public Interval this[OutcomeName outcome] =>
        Text(outcome.Median).Length == 0
            ? new Interval(double.NaN, double.NaN, double.NaN)
            : new Interval(Number(outcome.Median), Number(outcome.Low), Number(outcome.High));

    /// <summary>Column of the numbers of an axis.</summary>
    private static string Column(ScenarioKey axis, string unit) =>
        new OutcomeName(axis.FileKey, unit).Column;
}
