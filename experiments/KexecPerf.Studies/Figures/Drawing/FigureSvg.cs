using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Makes of the SVG that Skia writes one that is equal on each run, scales with its page, and follows a dark screen.</summary>
internal static partial class FigureSvg
{
    /// <summary>The first that there is: Verdana's letters are as wide as DejaVu's, which each letter's place was computed for.</summary>
    private const string Fonts = EmbeddedFonts.Family + ", Verdana, sans-serif";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <param name="skia">UTF-8 XML.</param>
    /// <param name="name">Begin of all ids.</param>
    /// <param name="title">What a screen reader says.</param>
    public static string Of(byte[] skia, string name, string title)
    {
        using var stream = new MemoryStream(skia);
        XElement root = XDocument.Load(stream).Root!;
        root.SetAttributeValue(
            "viewBox",
            $"0 0 {root.Attribute("width")!.Value} {root.Attribute("height")!.Value}"
        );
        root.SetAttributeValue("role", "img");
        root.SetAttributeValue("aria-label", title);
        root.SetAttributeValue("class", "figure");
        foreach (XElement text in root.Descendants(Svg + "text"))
        {
            text.Value = text.Value.Trim();
            text.SetAttributeValue("font-family", Fonts);
            foreach (string list in (string[])["x", "y"])
            {
                text.SetAttributeValue(list, text.Attribute(list)?.Value.Trim(' ', ','));
            }
        }

        root.Elements(Svg + "defs").Where(d => d.IsEmpty).Remove();
        root.AddFirst(new XElement(Svg + "style", Dark()));
        return Numbered(root.ToString(SaveOptions.None), name) + "\n";
    }

    /// <summary>Skia numbers clip paths and the like through the life of the process; here they count from 0.</summary>
    private static string Numbered(string svg, string name)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        return Ids()
            .Replace(
                svg,
                m =>
                {
                    if (!numbers.TryGetValue(m.Value, out int number))
                    {
                        numbers[m.Value] = number = numbers.Count;
                    }

                    return name + "-" + number.ToString(CultureInfo.InvariantCulture);
                }
            );
    }

    private static string Dark() =>
        "@media (prefers-color-scheme: dark) {"
        + string.Concat(
            Style.Themes.Select(t =>
                $" .figure [fill=\"{t.Light}\"] {{ fill: {t.Dark} }}"
                + $" .figure [stroke=\"{t.Light}\"] {{ stroke: {t.Dark} }}"
            )
        )
        + " }";

    /// <summary>As in <c>id="cl_4"</c> and <c>url(#cl_4)</c>.</summary>
    [GeneratedRegex("""(?<=id="|#)[a-z]+_[0-9a-f]+(?="|\))""")]
    private static partial Regex Ids();
}
