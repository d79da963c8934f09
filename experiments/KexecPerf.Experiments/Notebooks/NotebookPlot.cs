using KexecPerf.Experiments.Figures;
using ScottPlot;

namespace KexecPerf.Experiments.Notebooks;

/// <summary>Plots as cells make and show them: one size, the command's own fonts, marked as simulated.</summary>
internal static class NotebookPlot
{
    private const int Width = 900;
    private const int Height = 500;
    private const float TextSize = 16;

    /// <summary>An empty plot with its labels.</summary>
    public static Plot Create(string title, string x, string y)
    {
        var plot = new Plot();
        plot.Axes.Title.Label.Text = title + " (simulated)";
        plot.Axes.Title.Label.FontSize = TextSize + 2;
        plot.Axes.Bottom.Label.Text = x;
        plot.Axes.Left.Label.Text = y;
        foreach (IAxis axis in new IAxis[] { plot.Axes.Bottom, plot.Axes.Left })
        {
            axis.Label.FontSize = TextSize;
            axis.Label.Bold = false;
            axis.TickLabelStyle.FontSize = TextSize - 2;
        }

        // Room for half of the last tick's label.
        plot.Axes.Right.MinimumSize = 40;
        plot.Axes.Right.FrameLineStyle.Width = 0;
        plot.Axes.Top.FrameLineStyle.Width = 0;
        plot.Legend.FontSize = TextSize - 2;
        return plot;
    }

    /// <summary>As PNG; the text form is the title.</summary>
    public static MimeBundle Show(Plot plot) =>
        Png(plot.GetImageBytes(Width, Height, ImageFormat.Png), plot.Axes.Title.Label.Text);

    /// <summary>A PNG with the text for those who cannot see it.</summary>
    public static MimeBundle Png(byte[] png, string alt) =>
        new(alt, ("image/png", Convert.ToBase64String(png)));
}
