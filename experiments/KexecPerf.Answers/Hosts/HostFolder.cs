using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Images;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>A running system under its root folder, <c>/</c> outside tests. What cannot be read counts as missing.</summary>
internal sealed class HostFolder(string root) : IHostFiles
{
    /// <summary>The machine that this runs on.</summary>
    public const string Here = "/";

    /// <summary>Longest file read: smaps of a large process has more than a megabyte.</summary>
    private const int FileMax = 16 << 20;

    /// <summary>The kernel takes images of up to 4 GiB; an array holds less than 2.</summary>
    private const int KernelMax = 0x7FFF_0000;

    /// <summary>Where distributions keep the kernel, by release; the same list as in collect.sh.</summary>
    private static readonly string[] Kernels =
    [
        "boot/vmlinuz-{0}",
        "boot/Image-{0}",
        "boot/kernel-{0}",
        "usr/lib/modules/{0}/vmlinuz",
        "lib/modules/{0}/vmlinuz",
        "boot/vmlinuz-{1}",
    ];

    private static readonly string[] Initrds =
    [
        "boot/initrd.img-{0}",
        "boot/initramfs-{0}.img",
        "boot/initrd-{0}",
        "boot/initramfs-{0}",
        "usr/lib/modules/{0}/initrd",
        "boot/initramfs-{1}.img",
        "boot/initramfs-{1}",
    ];

    /// <inheritdoc/>
    public bool? OffersSme => root == Here ? Cpuid.OffersSme : null;

    /// <inheritdoc/>
    public string? Read(string path) =>
        ReadBytes(path) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(Path.Combine(root, folder))
                    .EnumerateFileSystemInfos()
                    .Select(f => f.Name)
                    .Order(StringComparer.Ordinal),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <inheritdoc/>
    public KernelFile? ReadKernel(string release) =>
        First(Kernels, release) is { } file && ReadBytes(file, KernelMax) is { } image
            ? KernelFileReader.Read(file, image)
            : null;

    /// <inheritdoc/>
    public ByteSize? KernelSize(string release) => Size(First(Kernels, release));

    /// <inheritdoc/>
    public ByteSize? InitrdSize(string release) => Size(First(Initrds, release));

    /// <inheritdoc/>
    public string? ReadConfig(string release) =>
        Read("boot/config-" + release) ?? Gunzip.UnpackText(ReadBytes("proc/config.gz"));

    private byte[]? ReadBytes(string path, int max = FileMax)
    {
        try
        {
            string file = Path.Combine(root, path);
            if (FileKind.IsDevice(file))
            {
                return null; // a pipe waits for its writer
            }

            using FileStream stream = File.OpenRead(file);
            return BoundedRead.All(stream, max);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>{0} is the release; {1} its flavour, as Alpine names its files (6.6.30-0-lts: vmlinuz-lts).</summary>
    private string? First(string[] places, string release) =>
        places
            .Select(p => Path.Combine(root, string.Format(p, release, release.Split('-')[^1])))
            .FirstOrDefault(File.Exists);

    private static ByteSize? Size(string? file)
    {
        long length = file is null ? 0 : new FileInfo(file).Length;
        return length > 0 ? new ByteSize(length) : null;
    }
}
