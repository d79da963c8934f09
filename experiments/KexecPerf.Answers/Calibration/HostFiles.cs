namespace KexecPerf.Answers.Calibration;

/// <summary>Files of /proc and /sys under a root folder, <c>/</c> unless testing. What cannot be read is not there.</summary>
internal sealed class HostFiles(string root)
{
    private const int MostChars = 4 << 20;

    /// <summary>The text of a file such as <c>proc/meminfo</c>, without the last newline; null where it cannot be read.</summary>
    public string? Read(string path)
    {
        try
        {
            using var reader = new StreamReader(Path.Combine(root, path));
            char[] text = new char[MostChars];
            int length = reader.ReadBlock(text);
            return new string(text, 0, length).TrimEnd('\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Names in a folder, in order; none where it cannot be read.</summary>
    public IReadOnlyList<string> List(string path)
    {
        try
        {
            return
            [
                .. Directory
                    .EnumerateFileSystemEntries(Path.Combine(root, path))
                    .Select(p => Path.GetFileName(p)!)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
