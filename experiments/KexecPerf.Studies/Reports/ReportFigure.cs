namespace KexecPerf.Studies.Reports;

/// <summary>A figure of a report.</summary>
/// <param name="Name">Of its files.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="Svg">The whole element.</param>
/// <param name="NarrowSvg">The same for a narrow screen; null where it must be scrolled
/// there.</param>
internal sealed record ReportFigure(string Name, string Caption, string Svg, string? NarrowSvg);
