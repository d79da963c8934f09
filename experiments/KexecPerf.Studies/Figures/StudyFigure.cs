using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Figures;

/// <summary>A figure drawn from the summary of a study.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Caption">How to read it, in one or two sentences without figures of its own.</param>
/// <param name="Draw">Draws it.</param>
internal sealed record StudyFigure(string Name, string Caption, Func<SummaryTable, Figure> Draw);
