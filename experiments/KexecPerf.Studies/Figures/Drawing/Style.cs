using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>
/// The visual language of all figures. Colours are Okabe and Ito's, which the colour-blind can tell apart; order, lightness and
/// marker tell the same in greyscale. No dashes and no hatches: Skia leaves both out of an SVG.
/// </summary>
internal static class Style
{
    /// <summary>Width of a figure in units of its SVG; the PNG has two pixels for each.</summary>
    public const int Width = 760;

    /// <summary>Of all text but titles. Readable still where the PNG is shown at half its size.</summary>
    public const float TextSize = 13;

    public const float TitleSize = 15;

    /// <summary>From the row above to a panel's title.</summary>
    private const float TitleGap = 8;

    /// <summary>
    /// Colours of paper and ink, and what they become on a dark screen. None is pure black, which an SVG leaves out, so that each can be
    /// found and replaced.
    /// </summary>
    public static IReadOnlyList<(string Light, string Dark)> Themes { get; } =
    [
        ("white", "#16181C"),
        ("#1F1F1F", "#E8E8E8"),
        ("#636363", "#A6A6A6"),
        ("#DEDEDE", "#3A3D42"),
        ("#C4C4C4", "#55595F"),
    ];

    public static Color Paper { get; } = Colors.White;

    public static Color Ink { get; } = Color.FromHex("#1F1F1F");

    /// <summary>What is not data: notes, lines to compare with.</summary>
    public static Color Muted { get; } = Color.FromHex("#636363");

    public static Color Grid { get; } = Color.FromHex("#DEDEDE");

    /// <summary>A neutral area behind the data.</summary>
    public static Color Band { get; } = Color.FromHex("#C4C4C4");

    /// <summary>Text on a coloured area, which is the same on light and dark screens.</summary>
    public static Color OnColor { get; } = Color.FromHex("#111111");

    /// <summary>The same on a dark colour.</summary>
    public static Color OnDarkColor { get; } = Color.FromHex("#FAFAFA");

    /// <summary>The image at any free page, copied in the hot phase.</summary>
    public static SideStyle PageList { get; } =
        new("page list", FigureColors.Of(Side.PageList), MarkerShape.FilledCircle);

    /// <summary>The image where it will run.</summary>
    public static SideStyle Cma { get; } =
        new("CMA", FigureColors.Of(Side.Cma), MarkerShape.FilledSquare);

    /// <summary>A placement.</summary>
    public static SideStyle Of(Side side) =>
        side switch
        {
            Side.PageList => PageList,
            Side.Cma => Cma,
        };

    /// <summary>A phase.</summary>
    public static Color Of(Phase phase) => Color.FromHex(FigureColors.Of(phase));

    /// <summary>
    /// Moves horizontal text down to where it belongs: ScottPlot takes the font's deepest glyph, not its descent, for the height below the
    /// baseline, and DejaVu has glyphs far below.
    /// </summary>
    public static void Lower(LabelStyle label) => label.OffsetY = 0.23f * label.FontSize;

    /// <summary>An empty panel in this style.</summary>
    public static Plot Panel(string title = "")
    {
        EmbeddedFonts.Register();
        var plot = new Plot();
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        plot.FigureBackground.Color = Colors.Transparent;
        plot.DataBackground.Color = Colors.Transparent;
        plot.Grid.MajorLineColor = Grid;
        plot.Axes.Color(Ink);
        plot.Axes.Title.Label.Text = title;
        plot.Axes.Title.Label.FontSize = TextSize;
        plot.Axes.Title.Label.Bold = true;
        plot.Axes.Title.IsVisible = title.Length > 0;
        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = TextSize;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TextSize;
            Lower(axis.TickLabelStyle);
        }

        Lower(plot.Axes.Bottom.Label);
        Lower(plot.Axes.Title.Label);
        plot.Axes.Title.Label.OffsetY += TitleGap;

        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        return plot;
    }
}
