using KexecPerf.Answers.Validation;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Figures.Drawing;
using ScottPlot;

namespace KexecPerf.Studies.Figures;

/// <summary>
/// What the copy alone was published and measured to take, from the rows under <c>experiments/validation</c>: relocation of a whole image on
/// kernels that copy with MMU and caches on, as all that have CMA placement do, and page copies in user space, a page's time times the
/// pages.
/// </summary>
internal static class CopyTimes
{
    /// <summary>The patch's own band, ms for 100 MiB: commit 07d24902977e, "4-50 ms per 100 MiB", no machine named.</summary>
    private static readonly (double Low, double High) BandMs = (4, 50);

    private const double BandBytes = 100 * 1048576.0;

    private const string BandSource = "commit 07d24902977e, the patch's band for 100 MiB";

    private static readonly SideStyle Published = new(
        "published relocation",
        "#1F1F1F",
        MarkerShape.OpenTriangleUp
    );

    private static readonly SideStyle Sequential = new(
        "pages copied in user space, in order",
        "#1F1F1F",
        MarkerShape.OpenDiamond
    );

    private static readonly SideStyle Scattered = new(
        "the same, scattered",
        "#1F1F1F",
        MarkerShape.Eks
    );

    /// <summary>The marks that are added.</summary>
    public static IReadOnlyList<LegendItem> Legend =>
        [
            new() { LabelText = "the patch's 4-50 ms per 100 MiB", FillColor = Style.Grid },
            Published.LegendMarker(),
            Sequential.LegendMarker(),
            Scattered.LegendMarker(),
        ];

    /// <summary>All of them, with the two ends of the band.</summary>
    public static IReadOnlyList<CopyTime> Shipped() =>
        [
            new(
                "V001",
                "published",
                "unnamed",
                "6.15-rc",
                BandBytes,
                BandMs.Low,
                false,
                BandSource
            ),
            new(
                "V002",
                "published",
                "unnamed",
                "6.15-rc",
                BandBytes,
                BandMs.High,
                false,
                BandSource
            ),
            .. ValidationRows.Shipped().Where(r => r.Role != "excluded").SelectMany(Of),
        ];

    /// <summary>Adds the band over the whole panel.</summary>
    public static void AddBand(Plot plot)
    {
        (double from, double to) = (plot.Axes.Bottom.Min, plot.Axes.Bottom.Max);
        double At(double x, double ms) => x + Math.Log10(ms / BandBytes);
        var band = plot.Add.Polygon([
            new Coordinates(from, At(from, BandMs.Low)),
            new Coordinates(to, At(to, BandMs.Low)),
            new Coordinates(to, At(to, BandMs.High)),
            new Coordinates(from, At(from, BandMs.High)),
        ]);
        band.FillColor = Style.Grid;
        band.LineWidth = 0;
    }

    /// <summary>Adds those that are no end of the band.</summary>
    public static void AddPoints(Plot plot, IEnumerable<CopyTime> times, MachineStyles machines)
    {
        foreach (CopyTime time in times.Where(t => t.Source != BandSource))
        {
            var marker = plot.Add.Marker(
                Math.Log10(time.Bytes),
                Math.Log10(time.Ms),
                StyleOf(time).Marker,
                Lines.MarkerSize + 2,
                machines.ColorOf(time.Machine)
            );
            marker.MarkerStyle.LineWidth = 1.5f;
        }
    }

    private static SideStyle StyleOf(CopyTime time) =>
        time.Evidence != "native" ? Published
        : time.IsScattered ? Scattered
        : Sequential;

    private static IEnumerable<CopyTime> Of(ValidationRow row)
    {
        if (
            row is { Evidence: "published", Quantity: "relocation_ms", Value: { } ms }
            && row.KernelMemszBytes is { } kernel
            && KernelFeatures
                .For(row.KernelVersion, MachineProfiles.Get(row.Machine).Architecture)
                .RelocationMmu
        )
        {
            yield return Time(row, kernel + (row.InitrdBytes ?? 0), ms);
        }

        if (
            row is { Evidence: "native", Quantity: "copy_sequential_ns" or "copy_scattered_ns" }
            && row is { Value: { } ns, RequestPages: { } pages }
        )
        {
            yield return Time(row, pages * PageCount.PageBytes, pages * ns / 1e6);
        }
    }

    private static CopyTime Time(ValidationRow row, double bytes, double ms) =>
        new(
            row.Id,
            row.Evidence,
            row.Machine,
            row.KernelVersion,
            bytes,
            ms,
            row.Quantity == "copy_scattered_ns",
            row.Source
        );
}
