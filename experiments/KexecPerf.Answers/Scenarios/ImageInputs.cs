using KexecPerf.Answers.Documents;
using KexecPerf.Model.Images;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Reads <c>--kernel</c> and <c>--initrd</c>, real files or sizes, or <c>--image</c>, the size of both.</summary>
internal static class ImageInputs
{
    /// <summary>Share of memsz that is content when only memsz is given: Debian's 7.2.13 amd64 kernel has 13.85 of 60.30 MiB.</summary>
    public const double AssumedContentShare = 0.23;

    private const string NoInitrd = "none";

    private static readonly ByteSize Smallest = ByteSize.FromMiB(1);

    public static KexecImage Read(
        Architecture architecture,
        Setting? kernel,
        Setting? initrd,
        Setting? image,
        ScenarioDefaults defaults
    )
    {
        KernelPayload payload = kernel is null
            ? defaults.Kernel ?? DefaultKernels.For(architecture)
            : ReadKernel(architecture, kernel);
        if (image is not null)
        {
            return initrd is null
                ? image.Read(text => OfSize(architecture, payload, ByteSize.Parse(text)))
                : throw new InputException(
                    image.Place,
                    "not together with initrd, of which it is the rest; give one of them"
                );
        }

        ByteSize size = initrd is null ? defaults.Initrd : ReadInitrd(initrd);
        try
        {
            return KexecImage.Create(architecture, payload, size);
        }
        catch (InputException e)
        {
            throw e.At((kernel ?? initrd)?.Place ?? InputPlace.Nowhere);
        }
    }

    /// <summary>Kernel and initrd of one size together: at most half of it is kernel, which is scaled down where it is more.</summary>
    private static KexecImage OfSize(
        Architecture architecture,
        KernelPayload kernel,
        ByteSize image
    )
    {
        if (image < Smallest)
        {
            throw new InputException($"{image} is no image; write at least {Smallest}");
        }

        double scale = Math.Min(1, image.Bytes / 2.0 / kernel.Memsz.Bytes);
        KernelPayload part =
            scale == 1
                ? kernel
                : kernel with
                {
                    Bufsz = new ByteSize((long)(kernel.Bufsz.Bytes * scale)),
                    Memsz = new ByteSize((long)(kernel.Memsz.Bytes * scale)),
                    Uncompressed = new ByteSize((long)(kernel.Uncompressed.Bytes * scale)),
                    Source = $"{kernel.Source}, scaled to {scale * 100:0} %",
                };
        return KexecImage.Create(architecture, part, image - part.Memsz);
    }

    private static KernelPayload ReadKernel(Architecture architecture, Setting setting)
    {
        if (File.Exists(setting.Path) || !LooksLikeSize(setting.Value))
        {
            return FromFile(architecture, setting);
        }

        return setting.Read(text => FromSizes(architecture, text));
    }

    private static KernelPayload FromFile(Architecture architecture, Setting setting)
    {
        KernelFile file = KernelFileReader.Read(setting.Path, InputFile.ReadAll(setting.Path));
        if (file.Architecture != architecture)
        {
            throw new InputException(
                InputPlace.Of(setting.Path),
                $"a kernel for {file.Architecture.Name()}, but the machine is {architecture.Name()}; "
                    + "give a --machine of that architecture"
            );
        }

        return new KernelPayload(
            file.ContentSize,
            file.MemorySize,
            file.Compression,
            file.UncompressedSize ?? ByteSize.Zero,
            Path.GetFileName(setting.Path)
        )
        {
            Notes = file.Notes,
        };
    }

    /// <summary>BUFSZ/MEMSZ, or MEMSZ alone with an assumed content.</summary>
    public static KernelPayload FromSizes(Architecture architecture, string text)
    {
        string[] parts = text.Split('/');
        if (parts.Length > 2)
        {
            throw new InputException("too many sizes; write BUFSZ/MEMSZ or MEMSZ");
        }

        ByteSize memsz = ByteSize.Parse(parts[^1]);
        ByteSize bufsz =
            parts.Length == 2
                ? ByteSize.Parse(parts[0])
                : new ByteSize((long)(memsz.Bytes * AssumedContentShare));
        KernelPayload known = DefaultKernels.For(architecture);
        double grows = known.Uncompressed.Bytes / (double)known.Memsz.Bytes;
        return new KernelPayload(
            bufsz,
            memsz,
            known.Compression,
            new ByteSize((long)(memsz.Bytes * grows)),
            parts.Length == 2 ? "sizes given" : "memsz given, bufsz assumed 23 % of it"
        );
    }

    private static ByteSize ReadInitrd(Setting setting)
    {
        if (setting.Value == NoInitrd)
        {
            return ByteSize.Zero;
        }

        ByteSize size =
            File.Exists(setting.Path) || !LooksLikeSize(setting.Value)
                ? new ByteSize(InputFile.Length(setting.Path))
                : setting.Read(ByteSize.Parse);
        if (size == ByteSize.Zero)
        {
            throw new InputException(
                setting.Place,
                $"an empty initrd; write {NoInitrd} for no initrd"
            );
        }

        return size <= KexecImage.FileMax
            ? size
            : throw new InputException(
                setting.Place,
                $"{size} is more than kexec can load; an initrd is at most {KexecImage.FileMax}"
            );
    }

    private static bool LooksLikeSize(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '.' or '+')
        || text is "NaN" or "nan" or "inf" or "Infinity" or "";
}
