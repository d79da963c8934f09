using System.Globalization;
using System.Net;

namespace KexecPerf.Page;

/// <summary>
/// Pieces of drawings as wide as the page: across in percent, down in pixels, so that text keeps
/// its size on a phone.
/// </summary>
internal static class Svg
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A drawing.</summary>
    /// <param name="height">Pixels.</param>
    /// <param name="label">What it shows, for who cannot see it.</param>
    /// <param name="inside">Its pieces.</param>
    public static string Of(int height, string label, string inside) =>
        $"<svg width=\"100%\" height=\"{N(height)}\" role=\"img\" aria-label=\"{Escape(label)}\">"
        + inside
        + "</svg>";

    /// <param name="x1">From, share of the width.</param>
    /// <param name="x2">To.</param>
    /// <param name="y">Top, pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="fill">A colour, or empty for that of the class.</param>
    /// <param name="title">Shown on hover.</param>
    /// <param name="kind">Class.</param>
    public static string Box(
        double x1,
        double x2,
        double y,
        double height,
        string fill,
        string title,
        string kind = ""
    ) =>
        $"<rect x=\"{P(x1)}\" width=\"{P(Math.Max(0, x2 - x1))}\" y=\"{N(y)}\" "
        + $"height=\"{N(height)}\"{Paint("fill", fill)}{Class(kind)}>"
        + $"<title>{Escape(title)}</title></rect>";

    public static string Line(double x1, double y1, double x2, double y2, string kind) =>
        $"<line x1=\"{P(x1)}\" y1=\"{N(y1)}\" x2=\"{P(x2)}\" y2=\"{N(y2)}\"{Class(kind)}/>";

    public static string Dot(double x, double y, double radius, string fill, string title) =>
        $"<circle cx=\"{P(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\"{Paint("fill", fill)}>"
        + $"<title>{Escape(title)}</title></circle>";

    /// <summary>Text in the middle of a place; at the edges it stays inside.</summary>
    public static string Text(double x, double y, string text, string kind = "") =>
        $"<text x=\"{P(x)}\" y=\"{N(y)}\" text-anchor=\"{Anchor(x)}\"{Class(kind)}>"
        + $"{Escape(text)}</text>";

    /// <summary>Round places from 0 to an end, about so many.</summary>
    public static IEnumerable<double> Ticks(double end, int about)
    {
        double step = Step(end, about);
        for (int i = 0; i * step <= end * 1.0001; i++)
        {
            yield return i * step;
        }
    }

    /// <summary>The first such place that is not below an end.</summary>
    public static double RoundUp(double end, int about)
    {
        double step = Step(end, about);
        return Math.Ceiling(end / step) * step;
    }

    private static double Step(double end, int about)
    {
        double raw = end / about;
        double unit = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        return new[] { 1, 2, 5, 10 }.First(f => f * unit >= raw * 0.999) * unit;
    }

    private static string Anchor(double x) =>
        x < 0.04 ? "start"
        : x > 0.96 ? "end"
        : "middle";

    private static string Class(string kind) => kind.Length == 0 ? "" : $" class=\"{kind}\"";

    private static string Paint(string what, string color) =>
        color.Length == 0 ? "" : $" {what}=\"{color}\"";

    private static string P(double share) => N(share * 100) + "%";

    private static string N(double x) => x.ToString("0.##", CultureInfo.InvariantCulture);
}
