using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>Writes a figure as PNG and SVG with its data as CSV beside it.</summary>
internal static class FigureFiles
{
    /// <summary>Writes into a folder, which is made if need be, and returns the SVG.</summary>
    /// <exception cref="InputException">The folder cannot be written.</exception>
    public static string Write(Figure figure, string folder, string name)
    {
        string path = Path.Combine(folder, name);
        string svg = FigureCanvas.Svg(figure, name);
        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.RemoveLeftovers(folder);
            AtomicFile.Write(path + ".png", stream => stream.Write(FigureCanvas.Png(figure)));
            AtomicFile.Write(path + ".svg", svg);
            AtomicFile.Write(path + ".csv", CsvRenderer.Render(figure.Data));
            return svg;
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
