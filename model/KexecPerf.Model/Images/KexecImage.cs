using KexecPerf.Model.Collections;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>The segments of a kexec image, in the order the architecture's loader adds them.</summary>
public sealed record KexecImage
{
    private const int TwoMebibytes = 9;

    /// <summary>64 KiB, to which the table of KHO scratch areas is aligned.</summary>
    private const int KhoTableOrder = 4;

    /// <summary>
    /// Half a page for measurements yet to come, CONFIG_IMA_KEXEC_EXTRA_MEMORY_KB being 0.
    /// </summary>
    private const long ImaExtra = PageCount.PageBytes / 2;

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
    /// The same image with another kernel and initrd; what goes before them stays.
    /// </summary>
    /// <exception cref="InputException">A size that no kernel would load.</exception>
    public KexecImage With(KernelPayload kernel, ByteSize initrd)
    {
        KexecImage plain = Create(Architecture, kernel, initrd);
        IEnumerable<Segment> first = Segments.Where(s =>
            s.Role is SegmentRole.Ima or SegmentRole.KhoScratch
        );
        return new KexecImage(Architecture, kernel, [.. first, .. plain.Segments]);
    }

    /// <summary>The size of its initrd, 0 for none.</summary>
    public ByteSize Initrd =>
        new(Segments.Where(s => s.Role == SegmentRole.Initrd).Sum(s => s.Bufsz.Bytes));

    /// <summary>
    /// The image as <c>bzImage64_load</c> (x86) or <c>image_load</c> and <c>load_other_segments</c> (arm64) make it; the other segments'
    /// sizes are those counted in a 7.2 kernel: purgatory 5 pages and boot parameters 2 (x86), device tree 2 (arm64).
    /// Before them stand IMA's list, <c>ALIGN(list + half a page, PAGE_SIZE)</c> without content at
    /// load
    /// (<c>ima_add_kexec_buffer</c>, security/integrity/ima/ima_kexec.c), and with KHO one page at
    /// 64 KiB with the table of its
    /// scratch areas, 16 bytes each (<c>kho_fill_kimage</c>, kernel/liveupdate/kexec_handover.c):
    /// <c>kimage_file_prepare_segments</c>.
    /// </summary>
    /// <param name="architecture">Whose loader.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="initrd">Size of the initrd; 0: none.</param>
    /// <param name="imaLog">Size of IMA's measurement list; 0: none is handed over.</param>
    /// <param name="kho">Whether KHO adds its segment.</param>
    /// <exception cref="InputException">A size that no kernel would load.</exception>
    public static KexecImage Create(
        Architecture architecture,
        KernelPayload kernel,
        ByteSize initrd,
        ByteSize imaLog = default,
        bool kho = false
    )
    {
        CheckSizes(kernel, initrd);
        Segment kernelSegment = new(
            SegmentRole.Kernel,
            kernel.Bufsz,
            kernel.Memsz.PagesRoundedUp.Size,
            AlignOrder(kernel.Alignment)
        )
        {
            LeadPages = kernel.TextOffset.PagesRoundedUp.Pages,
        };
        Segment[] first =
        [
            .. imaLog.Bytes > 0 ? [Ima(imaLog)] : (Segment[])[],
            .. kho ? [KhoTable()] : (Segment[])[],
        ];
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
                    .. first,
                    Whole(SegmentRole.Purgatory, new PageCount(5).Size, 0),
                    Whole(SegmentRole.BootParams, new PageCount(2).Size, 0),
                    .. files,
                ],
                Architecture.Arm64 =>
                [
                    .. first,
                    .. files,
                    Whole(SegmentRole.Dtb, new PageCount(2).Size, TwoMebibytes),
                ],
            }
        );
    }

    private static Segment Ima(ByteSize log) =>
        new(
            SegmentRole.Ima,
            ByteSize.Zero,
            new ByteSize(log.Bytes + ImaExtra).PagesRoundedUp.Size,
            0
        );

    /// <summary>The lowmem, the global and one node's area.</summary>
    private static Segment KhoTable() =>
        new(SegmentRole.KhoScratch, new ByteSize(3 * 16), new PageCount(1).Size, KhoTableOrder);

    /// <summary><c>get_order</c>, at least a page (<c>kexec_add_buffer</c>).</summary>
    private static int AlignOrder(ByteSize alignment) =>
        (int)long.Log2(Math.Max(1, alignment.Bytes / PageCount.PageBytes));

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
