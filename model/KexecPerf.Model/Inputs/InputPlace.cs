namespace KexecPerf.Model.Inputs;

/// <summary>Where an input stands: the file (or option), line and column from 1 (0: unknown), and the path of keys inside.</summary>
public readonly record struct InputPlace(string? File, int Line, int Column, string? Path)
{
    /// <summary>No place known.</summary>
    public static InputPlace Nowhere => default;

    /// <summary>A place that is a whole file or option.</summary>
    public static InputPlace Of(string file) => new(file, 0, 0, null);

    /// <summary><c>FILE:LINE:COL: PATH</c>, the parts that are known.</summary>
    public override string ToString()
    {
        string position = (File, Line) switch
        {
            (null, _) => "",
            (_, 0) => File,
            _ => $"{File}:{Line}:{Column}",
        };
        return (position.Length, Path) switch
        {
            (_, null or "") => position,
            (0, _) => Path,
            _ => $"{position}: {Path}",
        };
    }
}
