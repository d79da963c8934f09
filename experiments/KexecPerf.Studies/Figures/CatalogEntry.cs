using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>A figure that can be drawn from the summary of a study.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Study">Whose summary it is drawn from.</param>
/// <param name="Caption">How to read it, in one or two sentences without figures of its own.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record CatalogEntry(
    string Name,
    string Study,
    string Caption,
    Func<SummaryTable, Figure> Draw
);
