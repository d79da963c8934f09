using SkiaSharp;

namespace KexecPerf.Studies.Notebooks;

/// <summary>A line of what a reader sees of a cell's outputs: text, or a whole image.</summary>
/// <param name="Text">The line, or what can be said of the image.</param>
/// <param name="Image">Base64 of an image's file, or null.</param>
internal sealed record OutputLine(string Text, string? Image = null)
{
    /// <summary>
    /// Of 255, in any channel of any pixel. Architectures round anti-aliased edges differently: arm64 was seen to differ from
    /// x86_64 by up to 2.
    /// </summary>
    private const int Unseen = 8;

    /// <summary>An image by its size, since nobody reads base64.</summary>
    public static OutputLine OfImage(string base64) =>
        new(FormattableString.Invariant($"an image of {base64.Length} characters"), base64);

    /// <summary>Whether a reader sees no difference.</summary>
    public bool LooksLike(OutputLine other) =>
        Image is null || other.Image is null
            ? this == other
            : Image == other.Image || Alike(Image, other.Image);

    private static bool Alike(string a, string b)
    {
        using SKBitmap? first = Decode(a);
        using SKBitmap? second = Decode(b);
        return first is not null
            && second is not null
            && first.Info.Size == second.Info.Size
            && first.Pixels.Zip(second.Pixels).All(p => Alike(p.First, p.Second));
    }

    private static bool Alike(SKColor a, SKColor b) =>
        Math.Abs(a.Red - b.Red) <= Unseen
        && Math.Abs(a.Green - b.Green) <= Unseen
        && Math.Abs(a.Blue - b.Blue) <= Unseen
        && Math.Abs(a.Alpha - b.Alpha) <= Unseen;

    private static SKBitmap? Decode(string base64)
    {
        try
        {
            return SKBitmap.Decode(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
