using KexecPerf.Experiments.Reporting;
using KexecPerf.Model.Inputs;
using ScottPlot;

namespace KexecPerf.Experiments.Figures;

/// <summary>Writes a figure as PNG and SVG with its data as CSV beside it.</summary>
internal static class FigureFiles
{
    private const int Width = 1200;
    private const int Height = 900;

    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static void Write(Plot plot, IReadOnlyList<string[]> data, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        try
        {
            Directory.CreateDirectory(folder);
            plot.SavePng(path + ".png", Width, Height);
            plot.SaveSvg(path + ".svg", Width, Height);
            File.WriteAllText(path + ".csv", CsvRenderer.Render(data));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputPlace.Of(folder),
                "cannot be written; give a folder that is writable"
            );
        }
    }
}
