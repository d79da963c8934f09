using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>
/// Reads a kernel file as a distribution ships it: a bzImage of x86_64, an arm64 Image, either packed with gzip, or an arm64
/// EFI zboot image. Memory needed beyond the file: less than 1 MiB, whatever the file unpacks to.
/// </summary>
public static class KernelFileReader
{
    private const string GzipNote =
        "Packed with gzip: kexec_file_load(2) refuses the file itself; kexec from kexec-tools 2.0.27 "
        + "or later unpacks it first. The sizes are those of the unpacked image.";

    /// <summary>Reads the content of the file <paramref name="name"/>.</summary>
    /// <exception cref="InputException">No such kernel, truncated or damaged; its place is the name.</exception>
    public static KernelFile Read(string name, ReadOnlyMemory<byte> content)
    {
        try
        {
            return Read(content);
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of(name));
        }
    }

    /// <summary>
    /// Reads an unpacked kernel from its first bytes (64 KiB are enough), its last bytes (the end of what is compressed lies in
    /// the last 256 KiB; without them it is not known what the boot stub unpacks to) and its length.
    /// </summary>
    /// <exception cref="InputException">No such kernel, packed, or damaged; its place is the name.</exception>
    public static KernelFile ReadParts(
        string name,
        ReadOnlyMemory<byte> head,
        ReadOnlyMemory<byte> tail,
        ByteSize length
    )
    {
        InputPlace place = InputPlace.Of(name);
        if (head.Length > length.Bytes || tail.Length > length.Bytes)
        {
            throw new InputException(
                place,
                $"a kernel of {length.Bytes} bytes is shorter than its own parts; give its true length"
            );
        }

        if (GzipBytes.Recognises(head.Span) || EfiZboot.Recognises(head.Span))
        {
            throw new InputException(
                place,
                "a packed kernel, whose parts tell nothing; give the file"
            );
        }

        try
        {
            return Read(
                new PartialBytes(head, tail, length.Bytes),
                new Packing(KernelFileWrapper.None, length, [])
            );
        }
        catch (InputException e)
        {
            throw e.At(place);
        }
    }

    private static KernelFile Read(ReadOnlyMemory<byte> content)
    {
        if (content.IsEmpty)
        {
            throw new InputException("empty file; give a vmlinuz, or sizes as BUFSZ/MEMSZ");
        }

        ByteSize size = new(content.Length);
        if (GzipBytes.Recognises(content.Span))
        {
            return Read(
                new GzipBytes(content),
                new Packing(KernelFileWrapper.Gzip, size, [GzipNote])
            );
        }

        return EfiZboot.Recognises(content.Span)
            ? EfiZboot.Read(content)
            : Read(new PlainBytes(content), new Packing(KernelFileWrapper.None, size, []));
    }

    private static KernelFile Read(ImageBytes image, Packing packing)
    {
        ReadOnlySpan<byte> head = image.Head;
        if (BzImage.Recognises(head))
        {
            return BzImage.Read(image, packing);
        }

        if (Arm64Image.Recognises(head))
        {
            return Arm64Image.Read(image, packing);
        }

        throw new InputException(
            ForeignFile.Describe(head, unpacked: packing.Wrapper == KernelFileWrapper.Gzip)
        );
    }
}
