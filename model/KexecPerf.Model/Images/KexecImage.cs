using KexecPerf.Model.Collections;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>The segments of a kexec image, in the order the architecture's loader adds them.</summary>
public sealed record KexecImage
{
    private const int TwoMebibytes = 9;

    /// <summary>Largest image taken: the kernel reads no file above 4 GiB (<c>kernel_read_file_from_fd</c>), and there are two.</summary>
    public static ByteSize FileMax { get; } = ByteSize.FromGiB(4);

    private KexecImage(
        Architecture architecture,
        KernelPayload kernel,
        IReadOnlyList<Segment> segments
    )
    {
        Architecture = architecture;
        Kernel = kernel;
        Segments = ValueList.Of(segments);
    }

    /// <summary>Architecture it was built for.</summary>
    public Architecture Architecture { get; }

    /// <summary>The kernel inside.</summary>
    public KernelPayload Kernel { get; }

    /// <summary>All segments, in load order.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>Pages of all segments.</summary>
    public PageCount Pages => new(Segments.Sum(s => s.Pages.Pages));

    /// <summary>memsz of all segments.</summary>
    public ByteSize Memsz => new(Segments.Sum(s => s.Memsz.Bytes));

    /// <summary>
    /// The image as <c>bzImage64_load</c> (x86) or <c>image_load</c> and <c>load_other_segments</c> (arm64) make it; the other segments'
    /// sizes are those counted in a 7.2 kernel: purgatory 5 pages and boot parameters 2 (x86), device tree 2 (arm64).
    /// </summary>
    /// <exception cref="InputException">A size that no kernel would load.</exception>
    public static KexecImage Create(
        Architecture architecture,
        KernelPayload kernel,
        ByteSize initrd
    )
    {
        CheckSizes(kernel, initrd);
        Segment kernelSegment = new(
            SegmentRole.Kernel,
            kernel.Bufsz,
            kernel.Memsz.PagesRoundedUp.Size,
            TwoMebibytes
        );
        Segment[] files =
            initrd.Bytes > 0
                ? [kernelSegment, Whole(SegmentRole.Initrd, initrd, 0)]
                : [kernelSegment];
        return new KexecImage(
            architecture,
            kernel,
            architecture switch
            {
                Architecture.X86_64 =>
                [
                    Whole(SegmentRole.Purgatory, new PageCount(5).Size, 0),
                    Whole(SegmentRole.BootParams, new PageCount(2).Size, 0),
                    .. files,
                ],
                Architecture.Arm64 =>
                [
                    .. files,
                    Whole(SegmentRole.Dtb, new PageCount(2).Size, TwoMebibytes),
                ],
            }
        );
    }

    private static Segment Whole(SegmentRole role, ByteSize size, int alignOrder) =>
        new(role, size, size.PagesRoundedUp.Size, alignOrder);

    private static void CheckSizes(KernelPayload kernel, ByteSize initrd)
    {
        if (kernel.Bufsz.Bytes <= 0 || kernel.Memsz < kernel.Bufsz)
        {
            throw new InputException(
                $"a kernel of {kernel.Bufsz}/{kernel.Memsz} cannot be; write BUFSZ/MEMSZ with 0 < BUFSZ <= MEMSZ"
            );
        }

        if (kernel.Memsz > FileMax || initrd > FileMax)
        {
            ByteSize large = kernel.Memsz > FileMax ? kernel.Memsz : initrd;
            throw new InputException(
                $"{large} is more than kexec can load; kernel and initrd are at most {FileMax} each"
            );
        }
    }
}
