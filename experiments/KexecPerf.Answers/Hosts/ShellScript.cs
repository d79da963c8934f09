using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Runs a script with <c>/bin/sh</c>, by the C library: .NET's processes bring its sockets into the
/// native command, a quarter of a megabyte.
/// </summary>
internal static partial class ShellScript
{
    /// <summary>What it prints; what it says on standard error is dropped, nothing it cannot do fails.</summary>
    /// <exception cref="IOException">No process can be started.</exception>
    public static byte[] Output(string script)
    {
        nint pipe = Open("exec 2>/dev/null\n" + script, "re");
        if (pipe == 0)
        {
            throw new IOException("no shell");
        }

        try
        {
            using var handle = new SafeFileHandle(Descriptor(pipe), ownsHandle: false);
            using var stream = new FileStream(handle, FileAccess.Read, bufferSize: 0);
            var output = new MemoryStream();
            stream.CopyTo(output);
            return output.ToArray();
        }
        finally
        {
            _ = Close(pipe);
        }
    }

    [LibraryImport("libc", EntryPoint = "popen", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Open(string command, string type);

    [LibraryImport("libc", EntryPoint = "fileno")]
    private static partial int Descriptor(nint pipe);

    [LibraryImport("libc", EntryPoint = "pclose")]
    private static partial int Close(nint pipe);
}
