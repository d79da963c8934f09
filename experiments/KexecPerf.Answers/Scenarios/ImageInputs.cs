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

    private const string None = "none";

    private static readonly ByteSize Smallest = ByteSize.FromMiB(1);

    /// <summary>The image of a draft.</summary>
    /// <exception cref="InputException">Sizes that no kernel would load.</exception>
    public static KexecImage Create(ScenarioDraft draft)
    {
        Architecture architecture = draft.Machine.Architecture;
        KernelPayload kernel = draft.Kernel ?? DefaultKernels.For(architecture);
        try
        {
            return draft.Image is { } whole
                ? OfSize(draft, kernel, whole)
                : KexecImage.Create(
                    architecture,
                    kernel,
                    draft.Initrd,
                    draft.PageSize,
                    draft.ClassicSyscall ? ByteSize.Zero : draft.ImaLog,
                    draft.AddsKhoTable
                );
        }
        catch (InputException e)
        {
            Setting? cause =
                draft.Said(ScenarioKeys.Image)
                ?? draft.Said(ScenarioKeys.Kernel)
                ?? draft.Said(ScenarioKeys.Initrd);
            throw e.At(cause?.Place ?? InputPlace.Nowhere);
        }
    }

    /// <summary>The size of <c>--image</c>, from 1 MiB on.</summary>
    /// <exception cref="InputException">No such size, or an initrd was said, too.</exception>
    public static ByteSize ReadWhole(ScenarioDraft draft, Setting setting) =>
        draft.Said(ScenarioKeys.Initrd) is null
            ? setting.Read(text =>
                ByteSize.Parse(text) is var size && size >= Smallest
                    ? size
                    : throw new InputException($"{size} is no image; write at least {Smallest}")
            )
            : throw new InputException(
                setting.Place,
                "not together with initrd, of which it is the rest; give one of them"
            );

    /// <summary>Kernel and initrd of one size together: at most half of it is kernel, which is scaled down where it is more.</summary>
    private static KexecImage OfSize(ScenarioDraft draft, KernelPayload kernel, ByteSize image)
    {
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
        return KexecImage.Create(
            draft.Machine.Architecture,
            part,
            image - part.Memsz,
            draft.PageSize,
            draft.ClassicSyscall ? ByteSize.Zero : draft.ImaLog,
            draft.AddsKhoTable
        );
    }

    /// <summary>A kernel's file, or sizes.</summary>
    /// <exception cref="InputException">Neither, or another architecture's.</exception>
    public static KernelPayload ReadKernel(Architecture architecture, Setting setting)
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
                $"a kernel for {file.Architecture.Name()}, "
                    + $"but the machine is {architecture.Name()}; give a --machine of that architecture"
            );
        }

        return KernelPayload.Of(file, Path.GetFileName(setting.Path));
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

    /// <summary>The size of a file, or a size.</summary>
    /// <exception cref="InputException">Neither, empty, or more than kexec can load.</exception>
    public static ByteSize ReadInitrd(Setting setting)
    {
        if (setting.Value == None)
        {
            return ByteSize.Zero;
        }

        ByteSize size =
            File.Exists(setting.Path) || !LooksLikeSize(setting.Value)
                ? new ByteSize(InputFile.Length(setting.Path))
                : setting.Read(ByteSize.Parse);
        if (size == ByteSize.Zero)
        {
            throw new InputException(setting.Place, $"an empty initrd; write {None} for no initrd");
        }

        return size <= KexecImage.FileMax
            ? size
            : throw new InputException(
                setting.Place,
                $"{size} is more than kexec can load; an initrd is at most {KexecImage.FileMax}"
            );
    }

    /// <summary>The size of IMA's measurement list, at most 1 GiB; <c>none</c> for none.</summary>
    /// <exception cref="InputException">Neither.</exception>
    public static ByteSize ReadImaLog(string text)
    {
        if (text == None)
        {
            return ByteSize.Zero;
        }

        ByteSize size = ByteSize.Parse(text);
        return size <= ByteSize.FromGiB(1)
            ? size
            : throw new InputException(
                $"a list of {size} is more than IMA's can be; write at most 1 GiB"
            );
    }

    private static bool LooksLikeSize(string text) =>
        text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '.' or '+')
        || text is "NaN" or "nan" or "inf" or "Infinity" or "";
}
