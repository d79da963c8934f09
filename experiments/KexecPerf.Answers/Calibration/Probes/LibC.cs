using System.Runtime.InteropServices;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>The C library's functions that calibration needs and .NET does not offer. Constants are Linux's, equal on x86_64 and arm64.</summary>
internal static partial class LibC
{
    public const int ProtReadWrite = 0x1 | 0x2;
    public const int ProtReadExec = 0x1 | 0x4;
    public const int MapPrivateAnonymous = 0x02 | 0x20;
    public const int MadvHugepage = 14;
    public const int MadvNoHugepage = 15;
    public const int ClockThreadCputime = 3;

    /// <summary>What a call that failed to map returns.</summary>
    public const nint MapFailed = -1;

    /// <summary>A time in seconds and nanoseconds.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public readonly struct Timespec
    {
        public readonly long Seconds;
        public readonly long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    public static partial nint Map(
        nint address,
        nint length,
        int protection,
        int flags,
        int file,
        nint offset
    );

    [LibraryImport("libc", EntryPoint = "munmap")]
    public static partial int Unmap(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    public static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "madvise")]
    public static partial int Advise(nint address, nint length, int advice);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    public static partial int GetTime(int clock, out Timespec time);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    public static partial int SetAffinity(int thread, nint maskBytes, in ulong mask);
}
