using System.Globalization;
using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// The one way to write a file: it is there whole or not at all. Written beside, flushed to the
/// disk, renamed. The temporary name
/// tells host and process, so that writers do not meet and what a killed one left can be told from
/// what a living one is at.
/// </summary>
internal static class AtomicFile
{
    private const string Suffix = ".tmp";

    /// <summary>Writes a file; of two who write the same one, the later wins.</summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Write(string file, Action<Stream> write) =>
        Make(
            file,
            temporary =>
            {
                using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write);
                write(stream);
                stream.Flush(flushToDisk: true);
            }
        );

    /// <summary>Writes a text.</summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Write(string file, string text) =>
        Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// The same for what writes a file by its name. A link stays one, and so does a device or a
    /// pipe, which waits for its reader.
    /// </summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Make(string file, Action<string> make)
    {
        string target = Beside(file);
        string temporary = Temporary(target);
        try
        {
            make(temporary);
            if (IsDevice(file))
            {
                using FileStream content = File.OpenRead(temporary);
                using var device = new FileStream(
                    file,
                    FileMode.Open,
                    FileAccess.Write,
                    FileShare.ReadWrite
                );
                content.CopyTo(device);
            }
            else
            {
                File.Move(temporary, target, overwrite: true);
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// The same for a file that is ours: whatever stands in its place, a link or a pipe, is damage
    /// and replaced, itself and not what it means.
    /// </summary>
    /// <exception cref="InputException">A folder stands there.</exception>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Replace(string file, Action<string> make)
    {
        if (new FileInfo(file) is { LinkTarget: null } && Directory.Exists(file))
        {
            throw new InputException(
                InputPlace.Of(file),
                "a folder stands where this file goes; move it elsewhere"
            );
        }

        string temporary = Temporary(file);
        try
        {
            make(temporary);
            File.Move(temporary, file, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The same for bytes.</summary>
    /// <exception cref="InputException">A folder stands there.</exception>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Replace(string file, ReadOnlyMemory<byte> bytes) =>
        Replace(
            file,
            temporary =>
            {
                using var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write);
                stream.Write(bytes.Span);
                stream.Flush(flushToDisk: true);
            }
        );

    /// <summary>The same for a text.</summary>
    /// <exception cref="InputException">A folder stands there.</exception>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static void Replace(string file, string text) =>
        Replace(file, Encoding.UTF8.GetBytes(text));

    /// <summary>A name beside a file, of this thread alone.</summary>
    public static string Temporary(string file) =>
        $"{file}.{Environment.MachineName}.{Environment.ProcessId}-"
        + $"{Environment.CurrentManagedThreadId}{Suffix}";

    /// <summary>
    /// Removes what processes of this host that are no more left in a folder, or of one file of it.
    /// What cannot be removed stays: it is in nobody's way.
    /// </summary>
    public static void RemoveLeftovers(string folder, string of = "")
    {
        try
        {
            foreach (
                string file in Directory
                    .EnumerateFileSystemEntries(folder, "*" + Suffix)
                    .Where(f => Path.GetFileName(f).StartsWith(of, StringComparison.Ordinal))
            )
            {
                RemoveLeftover(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No such folder, or not ours to clear.
        }
    }

    /// <summary>The same of all who were writing a file.</summary>
    public static void RemoveLeftoversOf(string file)
    {
        string target = Path.GetFullPath(Beside(file));
        RemoveLeftovers(Path.GetDirectoryName(target) ?? target, Path.GetFileName(target) + ".");
    }

    private static void RemoveLeftover(string file)
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
            Remove(file);
        }
    }

    /// <summary>
    /// Also what the process has open, be it a file: somebody goes on writing to it. Shared memory
    /// is a disk like others.
    /// </summary>
    private static bool IsDevice(string file) =>
        FileKind.IsDevice(file)
        || file.StartsWith("/proc/", StringComparison.Ordinal)
        || (
            file.StartsWith("/dev/", StringComparison.Ordinal)
            && !file.StartsWith("/dev/shm/", StringComparison.Ordinal)
        );

    /// <summary>What is written beside: the file, what a link means, for a device a folder apart.</summary>
    private static string Beside(string file) =>
        IsDevice(file) ? Path.Combine(Path.GetTempPath(), Path.GetFileName(file))
        : File.Exists(file)
            ? File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file
        : file;

    private static void Remove(string file)
    {
        if (Directory.Exists(file))
        {
            Directory.Delete(file, recursive: true);
        }
        else
        {
            File.Delete(file);
        }
    }
}
