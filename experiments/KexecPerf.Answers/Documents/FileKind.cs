using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace KexecPerf.Answers.Documents;

/// <summary>What stands under a name, which .NET does not tell without opening it.</summary>
internal static partial class FileKind
{
    /// <summary><c>AT_FDCWD</c>.</summary>
    private const int FromHere = -100;

    /// <summary><c>STATX_TYPE</c>.</summary>
    private const uint Type = 1;

    // struct statx (include/uapi/linux/stat.h) is the same on all architectures.
    private const int StatxBytes = 256;
    private const int ModeAt = 28;

    // S_IFMT and S_IFREG.
    private const int AnyKind = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>
    /// Whether something other than a plain file or a folder is there, itself or behind a link: a
    /// pipe, a device, a socket. What is written to it goes to whoever reads; it cannot be replaced.
    /// </summary>
    public static bool IsDevice(string file)
    {
        Span<byte> statx = stackalloc byte[StatxBytes];
        return Statx(FromHere, file, 0, Type, ref statx[0]) == 0
            && (BinaryPrimitives.ReadUInt16LittleEndian(statx[ModeAt..]) & AnyKind) != Regular
            && !Directory.Exists(file);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string file, int flags, uint mask, ref byte statx);
}
