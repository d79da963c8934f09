using KexecPerf.Model.Images;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Loading;

/// <summary>The files that <c>kexec_file_load(2)</c> reads into buffers of its own before it allocates anything for the image.</summary>
internal static class ImageFiles
{
    /// <summary>Kernel and initrd.</summary>
    public static long Bytes(KexecImage image) => Files(image).Sum(s => s.Bufsz.Bytes);

    /// <summary>Pages of both buffers; kexec_load(2) hands over user memory and has none.</summary>
    public static long BufferPages(Scenario scenario) =>
        scenario.ClassicSyscall ? 0 : Files(scenario.Image).Sum(s => s.ContentPages.Pages);

    private static IEnumerable<Segment> Files(KexecImage image) =>
        image.Segments.Where(s => s.IsFile);
}
