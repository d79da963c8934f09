using ScottPlot;
using SkiaSharp;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Lays a figure out, title and legend above its panels, and draws it as PNG and SVG.</summary>
internal static class FigureCanvas
{
    private const int PixelsPerUnit = 2;
    private const float Top = 6;
    private const float TitleGap = 5;
    private const float FooterHeight = 20;
    private const float LegendGap = 6;
    private const int MostRows = 12;

    /// <summary>The bytes of the PNG, equal on each run on one architecture.</summary>
    public static byte[] Png(Figure figure)
    {
        figure = Cut(figure);
        int height = (int)Height(figure);
        using var surface = SKSurface.Create(
            new SKImageInfo(figure.Width * PixelsPerUnit, height * PixelsPerUnit)
        );
        surface.Canvas.Scale(PixelsPerUnit);
        Draw(figure, surface.Canvas, height);
        using SKImage image = surface.Snapshot();
        using SKData png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The text of the SVG, equal on each run; ids begin with <paramref name="name"/>, so that several can share a page.</summary>
    public static string Svg(Figure figure, string name)
    {
        figure = Cut(figure);
        int height = (int)Height(figure);
        Settle(figure);
        using var stream = new MemoryStream();
        using (SKCanvas canvas = SKSvgCanvas.Create(new SKRect(0, 0, figure.Width, height), stream))
        {
            Draw(figure, canvas, height);
        }

        return FigureSvg.Of(stream.ToArray(), name, figure.Title);
    }

    /// <summary>The first render of a plot draws everything twice; once is seen only where the first is thrown away.</summary>
    private static void Settle(Figure figure)
    {
        using var nowhere = SKSurface.Create(new SKImageInfo(figure.Width, (int)Height(figure)));
        Draw(figure, nowhere.Canvas, Height(figure));
    }

    /// <summary>Leaves out what no reader would scroll to, and says so.</summary>
    private static Figure Cut(Figure figure) =>
        figure.Rows.Count <= MostRows
            ? figure
            : figure with
            {
                Rows = [.. figure.Rows.Take(MostRows)],
                Mark = $"the first {MostRows} of {figure.Rows.Count} rows; {figure.Mark}",
            };

    private static float Height(Figure figure)
    {
        using Paint paint = Paint.NewDisposablePaint();
        return MathF.Ceiling(
            HeadHeight(figure)
                + LegendHeight(figure, paint)
                + figure.Rows.Sum(r => r.Height)
                + FigureText.Height(Notes(figure))
                + FooterHeight
        );
    }

    private static IReadOnlyList<LabelStyle> Head(Figure figure) =>
        [
            .. FigureText.Lines(figure.Title, Style.TitleSize, figure.Width, bold: true),
            .. FigureText.Lines(figure.Settings, Style.TextSize - 1, figure.Width, muted: true),
        ];

    private static IReadOnlyList<LabelStyle> Notes(Figure figure) =>
        [
            .. figure.Notes.SelectMany(n =>
                FigureText.Lines(n, Style.TextSize - 1, figure.Width, muted: true)
            ),
        ];

    private static float HeadHeight(Figure figure) =>
        Top + FigureText.Height(Head(figure)) + TitleGap;

    private static void Draw(Figure figure, SKCanvas canvas, float height)
    {
        using Paint paint = Paint.NewDisposablePaint();
        using var paper = new SKPaint { Color = SKColors.White };
        canvas.DrawRect(0, 0, figure.Width, height, paper);
        FigureText.Draw(Head(figure), canvas, Top, paint);
        float top = HeadHeight(figure);
        float legend = LegendHeight(figure, paint);
        if (legend > 0)
        {
            Legend(figure)
                .Render(
                    canvas,
                    paint,
                    new PixelRect(
                        FigureText.Margin,
                        figure.Width - FigureText.Margin,
                        top + legend,
                        top
                    ),
                    Alignment.UpperLeft
                );
        }

        top = DrawPanels(figure, canvas, top + legend);
        FigureText.Draw(Notes(figure), canvas, top, paint);
        LabelStyle mark = FigureText.Lines(
            figure.Mark,
            Style.TextSize - 1,
            figure.Width,
            muted: true
        )[^1];
        mark.Alignment = Alignment.LowerRight;
        mark.Render(canvas, new Pixel(figure.Width - FigureText.Margin, height - 4), paint);
    }

    private static float DrawPanels(Figure figure, SKCanvas canvas, float top)
    {
        foreach (PanelRow row in figure.Rows)
        {
            float left = 0;
            for (int i = 0; i < row.Panels.Count; i++)
            {
                float share = row.Shares?[i] ?? (1f / row.Panels.Count);
                float right = left + (share * figure.Width);
                row.Panels[i].Render(canvas, new PixelRect(left, right, top + row.Height, top));
                left = right;
            }

            top += row.Height;
        }

        return top;
    }

    private static float LegendHeight(Figure figure, Paint paint) =>
        figure.Legend.Count == 0
            ? 0
            : Legend(figure)
                .GetLayout(new PixelSize(figure.Width - (2 * FigureText.Margin), 1000), paint)
                .LegendRect.Height + LegendGap;

    private static Legend Legend(Figure figure)
    {
        EmbeddedFonts.Register();
        foreach (LegendItem item in figure.Legend)
        {
            item.LabelStyle.FontSize = Style.TextSize;
            Style.Lower(item.LabelStyle);
        }

        return new Legend(new Plot())
        {
            ManualItems = [.. figure.Legend],
            DisplayPlottableLegendItems = false,
            Orientation = Orientation.Horizontal,
            TightHorizontalWrapping = true,
            FontName = EmbeddedFonts.Family,
            FontSize = Style.TextSize,
            FontColor = Style.Ink,
            OutlineWidth = 0,
            ShadowColor = Colors.Transparent,
            BackgroundColor = Colors.Transparent,
            Margin = new PixelPadding(0),
            Padding = new PixelPadding(0),
            SymbolWidth = 26,
        };
    }
}
