using KexecPerf.Model.Collections;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Images;

/// <summary>The segments of a kexec image, in the order the architecture's loader adds them.</summary>
public sealed record KexecImage
{
    private static readonly ByteSize TwoMebibytes = ByteSize.FromMiB(2);

    /// <summary>To which the table of KHO scratch areas is aligned.</summary>
    private static readonly ByteSize KhoTableAlignment = ByteSize.FromKiB(64);

    /// <summary>Largest image taken: the kernel reads no file above 4 GiB (<c>kernel_read_file_from_fd</c>), and there are two.</summary>
    public static ByteSize FileMax { get; } = ByteSize.FromGiB(4);

    private KexecImage(
        Architecture architecture,
        KernelPayload kernel,
        PageSize pageSize,
        IReadOnlyList<Segment> segments
    )
    {
        PageSize = pageSize;
        Architecture = architecture;
        Kernel = kernel;
        Segments = ValueList.Of(segments);
    }

    /// <summary>Architecture it was built for.</summary>
    public Architecture Architecture { get; }

    /// <summary>Pages of the kernel that loads it.</summary>
    public PageSize PageSize { get; }

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
        KexecImage plain = Create(Architecture, kernel, initrd, PageSize);
        IEnumerable<Segment> first = Segments.Where(s =>
            s.Role is SegmentRole.Ima or SegmentRole.KhoScratch
        );
        return new KexecImage(Architecture, kernel, PageSize, [.. first, .. plain.Segments]);
    }

    /// <summary>The size of its initrd, 0 for none.</summary>
    public ByteSize Initrd =>
        new(Segments.Where(s => s.Role == SegmentRole.Initrd).Sum(s => s.Bufsz.Bytes));

    /// <summary>
    /// The image as <c>bzImage64_load</c> (x86) or <c>image_load</c> and <c>load_other_segments</c>
    /// (arm64) make it; the other segments' sizes are those counted in a 7.2 kernel: purgatory 20
    /// KiB and boot parameters 8 (x86), device tree 8 (arm64). memsz is rounded up to pages of the
    /// running kernel (<c>kexec_add_buffer</c>). Before them stand IMA's list, <c>ALIGN(list + half
    /// a page, PAGE_SIZE)</c> without content at load (<c>ima_add_kexec_buffer</c>,
    /// security/integrity/ima/ima_kexec.c), and with KHO one page at 64 KiB with the table of its
    /// scratch areas, 16 bytes each (<c>kho_fill_kimage</c>, kernel/liveupdate/kexec_handover.c):
    /// <c>kimage_file_prepare_segments</c>.
    /// </summary>
    /// <param name="architecture">Whose loader.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="initrd">Size of the initrd; 0: none.</param>
    /// <param name="pageSize">Pages of the running kernel.</param>
    /// <param name="imaLog">Size of IMA's measurement list; 0: none is handed over.</param>
    /// <param name="kho">Whether KHO adds its segment.</param>
    /// <exception cref="InputException">A size that no kernel would load, or a page size that the
    /// architecture does not have.</exception>
    public static KexecImage Create(
        Architecture architecture,
        KernelPayload kernel,
        ByteSize initrd,
        PageSize pageSize = default,
        ByteSize imaLog = default,
        bool kho = false
    )
    {
        architecture.RequirePages(pageSize);
        CheckSizes(kernel, initrd);
        Segment kernelSegment = Make(
            SegmentRole.Kernel,
            kernel.Bufsz,
            kernel.Memsz,
            pageSize,
            kernel.Alignment
        ) with
        {
            LeadPages = pageSize.RoundedUp(kernel.TextOffset).Pages,
        };
        Segment[] first =
        [
            .. imaLog.Bytes > 0 ? [Ima(imaLog, pageSize)] : (Segment[])[],
            .. kho ? [KhoTable(pageSize)] : (Segment[])[],
        ];
        Segment[] files =
            initrd.Bytes > 0
                ? [kernelSegment, Whole(SegmentRole.Initrd, initrd, pageSize)]
                : [kernelSegment];
        return new KexecImage(
            architecture,
            kernel,
            pageSize,
            architecture switch
            {
                Architecture.X86_64 =>
                [
                    .. first,
                    Whole(SegmentRole.Purgatory, ByteSize.FromKiB(20), pageSize),
                    Whole(SegmentRole.BootParams, ByteSize.FromKiB(8), pageSize),
                    .. files,
                ],
                Architecture.Arm64 =>
                [
                    .. first,
                    .. files,
                    Whole(SegmentRole.Dtb, ByteSize.FromKiB(8), pageSize, TwoMebibytes),
                ],
            }
        );
    }

    private static Segment Whole(
        SegmentRole role,
        ByteSize size,
        PageSize page,
        ByteSize alignment = default
    ) => Make(role, size, size, page, alignment);

    /// <summary>
    /// Half a page is for measurements yet to come, CONFIG_IMA_KEXEC_EXTRA_MEMORY_KB being 0.
    /// </summary>
    private static Segment Ima(ByteSize log, PageSize page) =>
        Make(
            SegmentRole.Ima,
            ByteSize.Zero,
            new ByteSize(log.Bytes + page.Bytes / 2),
            page,
            ByteSize.Zero
        );

    /// <summary>The lowmem, the global and one node's area.</summary>
    private static Segment KhoTable(PageSize page) =>
        Whole(SegmentRole.KhoScratch, new ByteSize(3 * 16), page, KhoTableAlignment);

    private static Segment Make(
        SegmentRole role,
        ByteSize bufsz,
        ByteSize memsz,
        PageSize page,
        ByteSize alignment
    ) =>
        new(role, bufsz, page.Of(page.RoundedUp(memsz)), page.OrderOf(alignment))
        {
            PageSize = page,
        };

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
