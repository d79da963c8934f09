namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>One axis of a heat map: its name, and how a value on it is found and written.</summary>
internal sealed record HeatAxis<T>(string Name, Func<T, double> Value, Func<double, string> Label);
