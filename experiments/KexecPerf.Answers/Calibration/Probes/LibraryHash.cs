using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>
/// SHA-256 of .NET's library, timed for what the CPU's own instructions reach: it calls OpenSSL,
/// which uses them.
/// </summary>
internal static class LibraryHash
{
    /// <summary>
    /// OpenSSL as .NET looks for it. Where there is none, .NET ends the whole process at the first
    /// call, so it is looked for first.
    /// </summary>
    private static readonly string[] OpenSsl = ["libssl.so.3", "libssl.so.1.1"];

    /// <summary>Whether it can be timed here.</summary>
    public static bool IsHere()
    {
        if (!OpenSsl.Any(name => NativeLibrary.TryLoad(name, out _)))
        {
            return false;
        }

        try
        {
            Run([]);
            return true;
        }
        catch (Exception e) when (e is CryptographicException or TypeInitializationException)
        {
            return false;
        }
    }

    public static void Run(ReadOnlySpan<byte> message) => SHA256.HashData(message);
}
