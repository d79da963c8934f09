using System.Globalization;
using System.Text;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>What <c>collect.sh</c> packed, held in memory: at most 16 MiB, packed with gzip or not.</summary>
internal sealed class HostTar : IHostFiles
{
    /// <summary>Largest archive read; collect.sh makes less than 2 MiB on most hosts.</summary>
    public const int ArchiveMax = 16 << 20;

    private readonly Dictionary<string, byte[]> _files;

    private HostTar(Dictionary<string, byte[]> files) => _files = files;

    /// <exception cref="InputException">No such archive; without place.</exception>
    public static HostTar Of(Stream stream)
    {
        byte[] content =
            BoundedRead.All(stream, ArchiveMax)
            ?? throw new InputException(
                $"more than {ArchiveMax >> 20} MiB; make it with collect.sh"
            );
        if (Gunzip.Recognises(content))
        {
            content =
                Gunzip.Unpack(content, ArchiveMax)
                ?? throw new InputException(
                    $"damaged gzip, or more than {ArchiveMax >> 20} MiB in it; make it with collect.sh"
                );
        }

        return new HostTar(TarArchive.Read(content));
    }

    /// <inheritdoc/>
    public string? Read(string path) =>
        _files.TryGetValue(path, out byte[]? content) ? Encoding.Latin1.GetString(content) : null;

    /// <inheritdoc/>
    public KernelFile? ReadKernel(string release) =>
        _files.TryGetValue("kernel-head", out byte[]? head) && KernelSize(release) is { } size
            ? KernelFileReader.ReadParts(
                "kernel-head",
                head,
                _files.GetValueOrDefault("kernel-tail", []),
                size
            )
            : null;

    /// <inheritdoc/>
    public ByteSize? KernelSize(string release) => Size("kernel-size");

    /// <inheritdoc/>
    public ByteSize? InitrdSize(string release) => Size("initrd-size");

    /// <inheritdoc/>
    public string? ReadConfig(string release) =>
        Read("config")
        ?? (
            _files.TryGetValue("config.gz", out byte[]? packed)
            && Gunzip.Unpack(packed, TarArchive.FileMax) is { } config
                ? Encoding.Latin1.GetString(config)
                : null
        );

    private ByteSize? Size(string path) =>
        long.TryParse(
            Read(path)?.Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long size
        )
        && size > 0
            ? new ByteSize(size)
            : null;
}
