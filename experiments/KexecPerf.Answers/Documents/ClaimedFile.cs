using System.Runtime.InteropServices;
using System.Text;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// A file that the first of several processes makes, whole and in one step; whoever comes later
/// finds it there, on this host or on another one that shares the folder.
/// </summary>
internal static partial class ClaimedFile
{
    private const int AlreadyThere = 17;
    private const int FromHere = -100;
    private const uint NoReplace = 1;

    /// <summary>Makes it; false where there is one of this name.</summary>
    /// <exception cref="IOException">No space, no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">Not writable.</exception>
    public static bool TryMake(string file, string text)
    {
        string temporary = AtomicFile.Temporary(file);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            // Some file systems have no hard links.
            bool made =
                Link(temporary, file) == 0
                || (
                    Marshal.GetLastPInvokeError() != AlreadyThere
                    && Rename(FromHere, temporary, FromHere, file, NoReplace) == 0
                );
            return made || Marshal.GetLastPInvokeError() == AlreadyThere
                ? made
                : throw new IOException(Marshal.GetLastPInvokeErrorMessage());
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    [LibraryImport(
        "libc",
        EntryPoint = "link",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int Link(string from, string to);

    [LibraryImport(
        "libc",
        EntryPoint = "renameat2",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial int Rename(
        int fromFolder,
        string from,
        int toFolder,
        string to,
        uint how
    );
}
