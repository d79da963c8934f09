using System.Globalization;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Summaries;

/// <summary>A point of a study: one row of its summary.</summary>
internal sealed class SummaryPoint(SummaryTable table, int line, string[] cells)
{
    /// <summary>Name of the machine's profile.</summary>
    public string Machine => Text("machine_name");

    /// <summary>Kernel version with its overlays.</summary>
    public string Kernel => Text("kernel");

    /// <summary>Size of the whole image in memory, bytes.</summary>
    public double ImageBytes => Number("memsz_bytes");

    /// <summary>The size that the study asked for, where it is an axis; whole pages make the image a little larger.</summary>
    public double AskedImageBytes => table.Has("image_bytes") ? Number("image_bytes") : ImageBytes;

    /// <summary>Size of the CMA area, bytes; 0 for none.</summary>
    public double CmaAreaBytes => Number("cma_area_bytes");

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

    /// <summary>Median and 90 % range of a quantity; NaN where no run has a value, as of a kexec that never ends.</summary>
    /// <exception cref="InputException">No such columns, or no numbers in them.</exception>
    public Interval this[IntervalColumns quantity] =>
        Text(quantity.Median).Length == 0
            ? new Interval(double.NaN, double.NaN, double.NaN)
            : new Interval(Number(quantity.Median), Number(quantity.Low), Number(quantity.High));
}
