using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Lines of text of a figure, as wide as its paper at most.</summary>
internal static class FigureText
{
    /// <summary>Left and right of all text.</summary>
    public const float Margin = 12;

    private const float LineSpace = 1.35f;

    /// <summary>
    /// A text broken between words where it is wider than the paper; none of an empty one.
    /// </summary>
    public static IReadOnlyList<LabelStyle> Lines(
        string text,
        float size,
        float paper,
        bool bold = false,
        bool muted = false
    )
    {
        using Paint paint = Paint.NewDisposablePaint();
        var lines = new List<LabelStyle>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            string longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer).Measure(longer, paint).Width > paper - (2 * Margin))
            {
                lines.Add(Of(line));
                longer = word;
            }

            line = longer;
        }

        return line.Length == 0 ? [] : [.. lines, Of(line)];

        LabelStyle Of(string words) =>
            new()
            {
                Text = words,
                FontName = EmbeddedFonts.Family,
                FontSize = size,
                Bold = bold,
                Alignment = Alignment.UpperLeft,
                ForeColor = muted ? Style.Muted : Style.Ink,
            };
    }

    /// <summary>Height of lines.</summary>
    public static float Height(IReadOnlyList<LabelStyle> lines) =>
        lines.Sum(l => l.FontSize * LineSpace);

    /// <summary>Draws them from a place down.</summary>
    public static void Draw(
        IReadOnlyList<LabelStyle> lines,
        SkiaSharp.SKCanvas canvas,
        float top,
        Paint paint
    )
    {
        foreach (LabelStyle line in lines)
        {
            line.Render(canvas, new Pixel(Margin, top), paint);
            top += line.FontSize * LineSpace;
        }
    }
}
