using System.Globalization;
using System.Xml.Linq;
using KexecPerf.Studies.Figures.Drawing;
using SkiaSharp;

namespace KexecPerf.Experiments.Tests.Figures;

/// <summary>A text in an SVG of a figure, and the rectangle that its letters take.</summary>
internal sealed record SvgText(string Text, SKRect Box)
{
    public static SKTypeface Font { get; } = Load();

    /// <summary>All texts of an SVG.</summary>
    public static List<SvgText> All(string svg) =>
        [
            .. XDocument
                .Parse(svg)
                .Descendants()
                .Where(e => e.Name.LocalName == "text" && e.Value.Length > 0)
                .Select(Of),
        ];

    /// <summary>Fails where a text of a figure lacks glyphs, is cut, or lies on another.</summary>
    public static void AssertApart(Figure figure)
    {
        string svg = FigureCanvas.Svg(figure, "drill");
        float height = (float)XDocument.Parse(svg).Root!.Attribute("height")!;
        List<SvgText> texts = All(svg);
        Assert.All(texts, t => Assert.True(Font.ContainsGlyphs(t.Text), t.Text));
        var paper = new SKRect(0, 0, figure.Width, height);
        Assert.All(texts, t => Assert.True(paper.Contains(t.Box), $"{t} is cut"));
        for (int i = 0; i < texts.Count; i++)
        {
            SvgText? other = texts
                .Skip(i + 1)
                .FirstOrDefault(t => t.Box.IntersectsWith(texts[i].Box));
            Assert.True(other is null, $"{texts[i]} lies on {other}");
        }
    }

    private static SvgText Of(XElement text)
    {
        float size = Numbers(text, "font-size")[0];
        float[] xs = Numbers(text, "x");
        float y = Numbers(text, "y")[0];
        using var font = new SKFont(Font, size);
        float end = xs[^1] + font.MeasureText(text.Value[^1..]);
        // From the height of capital letters to the descent of g and p.
        var box = new SKRect(xs[0], y - (0.73f * size), end, y + (0.2f * size));
        return new SvgText(text.Value, Matrix(text).MapRect(box));
    }

    private static SKMatrix Matrix(XElement text)
    {
        string transform = text.Attribute("transform")!.Value;
        float[] n = Parse(transform[(transform.IndexOf('(') + 1)..^1]);
        return transform.StartsWith("translate", StringComparison.Ordinal)
            ? SKMatrix.CreateTranslation(n[0], n.ElementAtOrDefault(1))
            : new SKMatrix(n[0], n[2], n[4], n[1], n[3], n[5], 0, 0, 1);
    }

    private static float[] Numbers(XElement element, string attribute) =>
        Parse(element.Attribute(attribute)!.Value);

    private static float[] Parse(string list) =>
        [
            .. list.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
                .Select(n => float.Parse(n, CultureInfo.InvariantCulture)),
        ];

    private static SKTypeface Load()
    {
        using Stream stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(
            "fonts/DejaVuSans.ttf"
        )!;
        return SKTypeface.FromStream(stream);
    }
}
