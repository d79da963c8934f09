using ScottPlot;
using SkiaSharp;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>
/// DejaVu Sans from inside the command: on a machine without fonts a plot would otherwise have no text at all, silently, and with
/// other fonts it would have other bytes.
/// </summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    /// <summary>The family every figure uses.</summary>
    public const string Family = "DejaVu Sans";

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new EmbeddedFonts());
        Fonts.Default = Family;
        return true;
    });

    private readonly SKTypeface _regular = Load("DejaVuSans");
    private readonly SKTypeface _bold = Load("DejaVuSans-Bold");

    /// <summary>Makes the fonts known; any number of calls.</summary>
    public static void Register() => _ = Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName == Family ? (bold ? _bold : _regular) : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(
        string fontName,
        FontWeight weight,
        FontSlant slant,
        FontSpacing spacing
    ) => CreateTypeface(fontName, weight >= FontWeight.SemiBold, italic: false);

    private static SKTypeface Load(string name)
    {
        using Stream stream = typeof(EmbeddedFonts).Assembly.GetManifestResourceStream(
            $"fonts/{name}.ttf"
        )!;
        return SKTypeface.FromStream(stream);
    }
}
