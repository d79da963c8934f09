using System.Globalization;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Files that are there whole or not at all: written beside, flushed to the disk, renamed. The temporary name tells host and process, so that writers
/// do not meet and what a killed one left can be told from what a living one is at.
/// </summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>Writes a file; of two who write the same one, the later wins.</summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Write(string file, Action<Stream> write)
    {
        string temporary = string.Create(
            CultureInfo.InvariantCulture,
            $"{file}.{Environment.MachineName}.{Environment.ProcessId}-{Environment.CurrentManagedThreadId}{Suffix}"
        );
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, file, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes what processes of this host that are no more left in a folder.</summary>
    public static void RemoveLeftovers(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*" + Suffix))
        {
            string[] parts = Path.GetFileName(file).Split('.');
            bool ours = Path.GetFileName(file)
                .Contains($".{Environment.MachineName}.", StringComparison.Ordinal);
            if (
                ours
                && int.TryParse(
                    parts[^2].Split('-')[0],
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out int process
                )
                && process != Environment.ProcessId
                && !Directory.Exists($"/proc/{process}")
            )
            {
                File.Delete(file);
            }
        }
    }
}
