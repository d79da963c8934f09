using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Images;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>A running system under its root folder, <c>/</c> outside tests. What cannot be read counts as missing.</summary>
internal sealed class HostFolder(string root) : IHostFiles
{
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
    public string? Read(string path) =>
        ReadBytes(path) is { } bytes ? Encoding.Latin1.GetString(bytes) : null;

    /// <inheritdoc/>
    public KernelFile? ReadKernel(string release)
    {
        string? file = First(Kernels, release);
        return file is not null && CanRead(file)
            ? KernelFileReader.Read(file, InputFile.ReadAll(file))
            : null;
    }

    /// <inheritdoc/>
    public ByteSize? KernelSize(string release) => Size(First(Kernels, release));

    /// <inheritdoc/>
    public ByteSize? InitrdSize(string release) => Size(First(Initrds, release));

    /// <inheritdoc/>
    public string? ReadConfig(string release)
    {
        if (Read("boot/config-" + release) is { } config)
        {
            return config;
        }

        return
            ReadBytes("proc/config.gz") is { } packed
            && Gunzip.Unpack(packed, TarArchive.FileMax) is { } unpacked
            ? Encoding.Latin1.GetString(unpacked)
            : null;
    }

    private byte[]? ReadBytes(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(Path.Combine(root, path));
            return BoundedRead.All(stream, TarArchive.FileMax);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool CanRead(string file)
    {
        try
        {
            File.OpenRead(file).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
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
