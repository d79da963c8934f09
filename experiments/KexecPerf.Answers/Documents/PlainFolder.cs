using System.Globalization;
using System.Runtime.InteropServices;
using KexecPerf.Model.Inputs;
using Microsoft.Win32.SafeHandles;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// A folder under a second name, good as long as it is open, in which no reader finds a pattern,
/// a home or an escape, whatever stands in the first.
/// </summary>
internal sealed partial class PlainFolder : IDisposable
{
    private const int CloseOnExec = 0x80000;

    private readonly SafeFileHandle _handle;

    /// <exception cref="InputException">No folder that can be read.</exception>
    public PlainFolder(string folder)
    {
        Folder = folder;
        _handle = Open(folder, CloseOnExec);
        if (_handle.IsInvalid)
        {
            throw new InputException(
                InputPlace.Of(folder),
                $"cannot be read ({Marshal.GetLastPInvokeErrorMessage()}); check its permissions"
            );
        }

        Name = string.Create(
            CultureInfo.InvariantCulture,
            $"/proc/self/fd/{_handle.DangerousGetHandle()}"
        );
    }

    /// <summary>As the user calls it.</summary>
    public string Folder { get; }

    /// <summary>The second name.</summary>
    public string Name { get; }

    /// <summary>A message with the first name for the second.</summary>
    public string Named(string message) => message.Replace(Name + "/", Folder + "/");

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();

    [LibraryImport(
        "libc",
        EntryPoint = "open",
        SetLastError = true,
        StringMarshalling = StringMarshalling.Utf8
    )]
    private static partial SafeFileHandle Open(string path, int flags);
}
