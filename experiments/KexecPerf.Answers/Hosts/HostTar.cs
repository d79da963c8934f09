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
                $"more than {new ByteSize(ArchiveMax)}; make it with experiments/collect.sh"
            );
        if (Gunzip.Recognises(content))
        {
            content =
                Gunzip.Unpack(content, ArchiveMax)
                ?? throw new InputException(
                    $"damaged gzip, or more than {new ByteSize(ArchiveMax)} in it; make it "
                        + "with experiments/collect.sh"
                );
        }

        return new HostTar(TarArchive.Read(content));
    }

    /// <inheritdoc/>
    public bool? OffersSme => null;

    /// <inheritdoc/>
    public string? Read(string path) =>
        _files.TryGetValue(path, out byte[]? content) ? Encoding.Latin1.GetString(content) : null;

    /// <inheritdoc/>
    public IReadOnlyList<string> List(string folder) =>
        [
            .. _files
                .Keys.Where(p => p.StartsWith(folder + "/", StringComparison.Ordinal))
                .Select(p => p[(folder.Length + 1)..].Split('/')[0])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

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
        Read("config") ?? Gunzip.UnpackText(_files.GetValueOrDefault("config.gz"));

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
