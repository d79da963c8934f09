using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// Probability that a device that goes on writing damages the image, against image size, log-log, one panel a machine and kernel version:
/// silently, and detected by the purgatory's digest. 0 and what is as good as 0 stand together below the axis' lowest decade.
/// </summary>
internal static class StrayDamage
{
    private const float Height = 320;

    /// <summary>What is rarer than this stands with 0: machines fail more often.</summary>
    private const double Least = 1e-12;

    private static readonly (SideStyle Style, OutcomeName Of)[] Series =
    [
        // What is as good as 0 stands at one place: markers around markers show how many.
        .. Of(Side.PageList, MarkerShape.OpenCircle, 16),
        .. Of(Side.Cma, MarkerShape.OpenSquare, 10),
    ];

    public static Figure Draw(SummaryTable table)
    {
        (double low, double high) = LogAxis.Range(
            Series.SelectMany(s => table.Points.Select(p => p[s.Of]))
        );
        double least = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(low, Least))));
        var range = (Zero: least / 10, Low: least, High: high);
        int machines = table.Points.DistinctBy(p => p.Machine).Count();
        return new Figure(
            "Kexecs in which a stray write damages the image (90 % of outcomes)",
            [.. Series.Select(s => s.Style.LegendLine())],
            Panels.Rows(
                [
                    .. Groups(table)
                        .Select(g =>
                            Panel(
                                $"{g[0].Machine}, {string.Join(" and ", Kernels(g))}",
                                [.. g.Where(p => p.Kernel == g[0].Kernel)],
                                range
                            )
                        ),
                ],
                Math.Clamp(machines, 1, 2),
                Height
            ),
            FigureData.Of(
                table.Points,
                [PointColumn.Memsz.Name, .. Series.SelectMany(s => s.Of.Quantiles)]
            )
        );
    }

    /// <summary>Machines and kernels; kernels of one outcome share a panel.</summary>
    private static IEnumerable<List<SummaryPoint>> Groups(SummaryTable table) =>
        table
            .Points.GroupBy(p => (p.Kernel, p.Machine))
            .GroupBy(g =>
                (g.Key.Machine, string.Join(' ', g.SelectMany(p => Series.Select(s => p[s.Of]))))
            )
            .Select(g => g.SelectMany(p => p).ToList());

    private static IEnumerable<string> Kernels(List<SummaryPoint> points) =>
        points.Select(p => p.Kernel).Distinct();

    private static (SideStyle, OutcomeName)[] Of(Side side, MarkerShape detected, float size)
    {
        SideStyle style = Style.Of(side);
        return
        [
            (style with { Name = style.Name + ", silent" }, OutcomeName.SilentDamage.Of(side)),
            (
                style with
                {
                    Name = style.Name + ", detected",
                    Marker = detected,
                    Size = size,
                },
                OutcomeName.DetectedDamage.Of(side)
            ),
        ];
    }

    private static Plot Panel(
        string title,
        IReadOnlyList<SummaryPoint> points,
        (double Zero, double Low, double High) range
    )
    {
        Plot plot = Style.Panel(title);
        foreach ((SideStyle style, OutcomeName of) in Series)
        {
            Lines.Add(
                plot,
                style,
                points.Select(p => (p.MemszBytes, AboveZero(p[of], range.Zero))),
                range.Zero
            );
        }

        LogAxis.Set(plot.Axes.Bottom, LogUnit.Bytes, points.Select(p => p.MemszBytes), 5);
        LogAxis.Set(plot.Axes.Left, LogUnit.Probability, range.Low, range.High, 6);
        plot.Axes.Left.Min = Math.Log10(range.Zero) - 0.25;
        LogAxis.AddZero(plot.Axes.Left, range.Zero, "rarer, 0");
        return Panels.Named(plot, "image in memory", "probability per kexec");
    }

    private static Interval AboveZero(Interval i, double zero) =>
        new(Math.Max(i.Median, zero), Math.Max(i.Low, zero), Math.Max(i.High, zero));
}
