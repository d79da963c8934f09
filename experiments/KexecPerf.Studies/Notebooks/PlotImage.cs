using ScottPlot;

namespace KexecPerf.Studies.Notebooks;

/// <summary>Images in notebooks.</summary>
internal static class PlotImage
{
    private const int Width = 900;
    private const int Height = 500;

    /// <summary>A plot as PNG; the text form is its title.</summary>
    public static MimeBundle Of(Plot plot)
    {
        (plot as NotebookChart)?.Complete();
        return Png(plot.GetImageBytes(Width, Height, ImageFormat.Png), plot.Axes.Title.Label.Text);
    }

    /// <summary>A PNG with the text for those who cannot see it.</summary>
    public static MimeBundle Png(byte[] png, string alt) =>
        new(alt, ("image/png", Convert.ToBase64String(png)));
}
