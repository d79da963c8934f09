namespace KexecPerf.Model.Inputs;

/// <summary>Where an input stands: the file (or option), line and column from 1 (0: unknown), and the path of keys inside.</summary>
public readonly record struct InputPlace(string? File, int Line, int Column, string? Path)
{
    private const int LongestPath = 100;

    /// <summary>No place known.</summary>
    public static InputPlace Nowhere => default;

    /// <summary>A place that is a whole file or option.</summary>
    public static InputPlace Of(string file) => new(file, 0, 0, null);

    /// <summary>
    /// <c>FILE:LINE:COL: PATH</c>, the parts that are known; a file whole, so that it can be
    /// pasted.
    /// </summary>
    public override string ToString()
    {
        string position = (File, Line) switch
        {
            (null, _) => "",
            (_, 0) => File,
            _ => $"{File}:{Line}:{Column}",
        };
        string path = UserText.Shorten(Path ?? "", LongestPath);
        return (position.Length, path.Length) switch
        {
            (_, 0) => position,
            (0, _) => path,
            _ => $"{position}: {path}",
        };
    }
}
