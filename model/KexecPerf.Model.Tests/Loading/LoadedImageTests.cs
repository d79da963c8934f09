using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>What follows from where segments lie: digest, mismatch, overwritten initrd.</summary>
public static class LoadedImageTests
{
    private const Architecture X86 = Architecture.X86_64;
    private const Architecture Arm64 = Architecture.Arm64;

    /// <summary>Kernel 13914112 bytes and initrd 128 MiB, as in the validation lab: 3397 + 32768 + 5 + 2 pages.</summary>
    [Fact]
    public static void The_lab_image_has_36172_pages()
    {
        KexecImage image = KexecImage.Create(
            X86,
            new KernelPayload(
                new ByteSize(2_670_000),
                new ByteSize(13_914_112),
                PayloadCompression.Gzip,
                ByteSize.Zero,
                "lab"
            ),
            new ByteSize(134_217_728)
        );
        Assert.Equal(36_172, image.Pages.Pages);
        Assert.Equal(
            [(5, 0), (2, 0), (3_397, 9), (32_768, 0)],
            image.Segments.Select(s => (s.Pages.Pages, s.AlignOrder))
        );
        Assert.Equal(652, image.Segments[2].ContentPages.Pages);
    }

    /// <summary>
    /// Purgatory and boot parameters end at page 7, the kernel starts at 256. An initrd of 249 pages fits between and is given back, since
    /// it ends where the kernel starts (<c>kimage_is_destination_range</c>), and so goes to the page list.
    /// </summary>
    [Theory]
    [InlineData(248, 7)]
    [InlineData(249, -1)]
    [InlineData(250, 356)]
    public static void A_segment_that_ends_where_another_starts_is_not_in_CMA(
        long initrd,
        long start
    )
    {
        Scenario scenario = Bench.Scenario("7.2", initrd: initrd).InCma();
        LoadedImage image = LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
        Assert.Equal([0, 5, 256], image.Segments.Take(3).Select(s => s.AreaPage));
        Assert.Equal(start, image.Segments[3].IsListed ? -1 : image.Segments[3].AreaPage);
        Assert.Equal(
            CmaPlacementRules.FirstFit(scenario),
            image.Segments.Select(s => s.IsListed ? -1 : s.AreaPage)
        );
    }

    /// <summary>x86 checks the digest unless 7.3 may skip it: nothing listed, or KHO. kexec-tools brings its own purgatory.</summary>
    [Theory]
    [InlineData("7.2", X86, Where.Cma, true)]
    [InlineData("7.2", X86, Where.Mixed, true)]
    [InlineData("7.2", X86, Where.List, true)]
    [InlineData("7.2", X86, Where.Kho, true)]
    [InlineData("7.2", X86, Where.Classic, true)]
    [InlineData("7.3", X86, Where.Cma, false)]
    [InlineData("7.3", X86, Where.Mixed, true)]
    [InlineData("7.3", X86, Where.List, true)]
    [InlineData("7.3", X86, Where.Kho, false)]
    [InlineData("7.3", X86, Where.Classic, true)]
    [InlineData("7.3+keep-digest", X86, Where.Cma, true)]
    [InlineData("7.2+skip-digest", X86, Where.Cma, false)]
    [InlineData("7.2+no-digest", X86, Where.List, false)]
    [InlineData("7.3+no-digest", X86, Where.Classic, false)]
    [InlineData("7.2", Arm64, Where.Cma, false)]
    [InlineData("7.2", Arm64, Where.List, false)]
    [InlineData("7.3", Arm64, Where.Mixed, false)]
    [InlineData("7.3", Arm64, Where.Kho, false)]
    public static void The_digest_is_checked(
        string kernel,
        Architecture architecture,
        Where where,
        bool hashed
    )
    {
        LoadedImage image = Load(At(kernel, architecture, where));
        Assert.Equal(hashed, image.IsHashed);
        Assert.Equal(where == Where.Cma, image.AllInCma);
        Assert.Equal(
            where == Where.Mixed,
            image.Segments.Any(s => s.IsListed) && image.Segments.Any(s => !s.IsListed)
        );
    }

    /// <summary>KHO does not exist for the classic call: the digest stays, and so does the plain page list.</summary>
    [Fact]
    public static void The_classic_call_knows_no_KHO()
    {
        LoadedImage image = Load(At("7.3", X86, Where.Kho) with { ClassicSyscall = true });
        Assert.True(image.IsHashed);
        Assert.All(image.Segments, s => Assert.Equal(Placement.PageList, s.Placement));
        Assert.All(
            Load(At("7.3", X86, Where.Kho)).Segments,
            s => Assert.Equal(Placement.KhoScratch, s.Placement)
        );
    }

    [Theory]
    [InlineData("7.2", X86, Where.Cma, true)]
    [InlineData("7.2", X86, Where.List, false)]
    [InlineData("7.2", Arm64, Where.Cma, false)]
    [InlineData("7.3", X86, Where.Cma, false)] // nobody checks
    [InlineData("7.3", X86, Where.Mixed, true)]
    [InlineData("7.3", X86, Where.MixedInitrd, false)] // kernel listed; what is in CMA has no padding
    [InlineData("7.2+tail-zeroing", X86, Where.Cma, false)]
    public static void Stale_padding_in_CMA_fails_the_digest(
        string kernel,
        Architecture architecture,
        Where where,
        bool mismatch
    )
    {
        Scenario clean = At(kernel, architecture, where) with { InitOnAlloc = false };
        Scenario dirty = clean with { Memory = clean.Memory with { CmaDirty = true } };
        Assert.Equal(mismatch, Load(dirty).DigestMismatches);
        Assert.False(Load(clean).DigestMismatches);
        Assert.False(Load(dirty with { InitOnAlloc = true }).DigestMismatches);
    }

    /// <summary>
    /// Nobody says what the padding holds: neither certain, and the word of somebody settles it.
    /// </summary>
    [Theory]
    [InlineData("7.2", Where.Cma, true)]
    [InlineData("7.2", Where.List, false)]
    [InlineData("7.3", Where.Cma, false)] // nobody checks
    [InlineData("7.3", Where.Mixed, true)]
    [InlineData("7.2+tail-zeroing", Where.Cma, false)]
    public static void Padding_of_which_nobody_says_what_it_holds_is_unknown(
        string kernel,
        Where where,
        bool unknown
    )
    {
        Scenario unsaid = At(kernel, X86, where) with
        {
            InitOnAlloc = false,
            CmaAlignment = where == Where.Mixed ? 8 : 9,
        };
        Assert.Equal(unknown, Load(unsaid).PaddingIsUnknown);
        Assert.Equal((!unknown, unknown), Boots(unsaid));
        Assert.Equal((true, false), Boots(unsaid with { InitOnAlloc = true }));
        Assert.Equal((true, false), Boots(unsaid.With(m => m with { CmaDirty = false })));
        Assert.Equal((!unknown, false), Boots(unsaid.With(m => m with { CmaDirty = true })));

        static (bool, bool) Boots(Scenario s)
        {
            HotPhaseOutcome outcome = s.Outcome();
            return (outcome.Boots, outcome.IsUncertain);
        }
    }

    [Fact]
    public static void Without_padding_there_is_nothing_stale()
    {
        Scenario scenario = At("7.2", X86, Where.Cma) with
        {
            InitOnAlloc = false,
            Image = Bench.Image(X86, 100, 100, 600),
        };
        scenario = scenario with { Memory = scenario.Memory with { CmaDirty = true } };
        Assert.False(Load(scenario).DigestMismatches);
        Assert.True(
            Load(scenario with { Image = Bench.Image(X86, 100, 99, 600) }).DigestMismatches
        );
    }

    /// <summary>Part of the initrd's last page is padding too.</summary>
    [Fact]
    public static void A_byte_of_padding_is_enough()
    {
        Scenario scenario = At("7.2", X86, Where.Cma) with
        {
            InitOnAlloc = false,
            Image = KexecImage.Create(
                X86,
                Bench.Image(X86, 100, 100, 1).Kernel,
                new ByteSize(600 * 4096 - 1)
            ),
        };
        scenario = scenario with { Memory = scenario.Memory with { CmaDirty = true } };
        Assert.True(Load(scenario).DigestMismatches);
    }

    /// <summary>
    /// At 1 MiB the boot stub rounds up to 2 MiB and ends 256 pages behind the kernel's segment, where the initrd stands; the last of
    /// them was found whole on 7.2.13.
    /// </summary>
    [Theory]
    [InlineData("7.2", X86, Where.Cma, 8, 255)]
    [InlineData("7.3", X86, Where.Cma, 8, 255)]
    [InlineData("7.2", X86, Where.Cma, 9, 0)]
    [InlineData("7.2", X86, Where.Cma, 10, 0)]
    [InlineData("7.2+align-order-9", X86, Where.Cma, 8, 0)]
    [InlineData("7.2", X86, Where.List, 8, 0)]
    [InlineData("7.2", X86, Where.Mixed, 8, 0)]
    [InlineData("7.2", X86, Where.Kho, 8, 0)]
    [InlineData("7.2", Arm64, Where.Cma, 8, 0)]
    [InlineData("7.2", X86, Where.Cma, 4, 495)] // kernel at 16: 496 pages to the next 2 MiB
    public static void Initrd_pages_are_overwritten_where_the_kernel_starts_at_an_odd_MiB(
        string kernel,
        Architecture architecture,
        Where where,
        int alignment,
        long pages
    ) =>
        Assert.Equal(
            pages,
            Load(
                At(kernel, architecture, where) with
                {
                    CmaAlignment = alignment,
                }
            ).InitrdPagesOverwritten
        );

    /// <summary>
    /// A list of 1 MiB, first in the area, moves the kernel from 1 to 2 MiB; one of 2 MiB to 3.
    /// </summary>
    [Theory]
    [InlineData(0, 1, 255)]
    [InlineData(500, 1, 255)]
    [InlineData(1_024, 2, 0)]
    [InlineData(2_048, 3, 255)]
    public static void IMAs_list_decides_whether_the_kernel_starts_at_an_odd_MiB(
        long logKiB,
        long mib,
        long overwritten
    )
    {
        Scenario plain = At("7.2", X86, Where.Cma);
        LoadedImage image = Load(
            plain with
            {
                Image = KexecImage.Create(
                    X86,
                    plain.Image.Kernel,
                    plain.Image.Initrd,
                    default,
                    ByteSize.FromKiB(logKiB)
                ),
            }
        );
        Assert.Equal(
            mib << 8,
            image.Segments.Single(s => s.Segment.Role == SegmentRole.Kernel).AreaPage
        );
        Assert.Equal(overwritten, image.InitrdPagesOverwritten);
    }

    /// <summary>
    /// One word a source page and one a listed segment, 511 to a page; <c>kimage_terminate()</c> writes IND_DONE where the next link would
    /// go and never takes a page for it. Four segments: 507 pages fill one page of the list.
    /// </summary>
    [Theory]
    [InlineData(400, 507, 1)]
    [InlineData(401, 508, 2)]
    [InlineData(911, 1_018, 2)]
    [InlineData(912, 1_019, 3)]
    public static void The_page_list_takes_511_words_a_page(long initrd, long listed, long pages)
    {
        LoadedImage image = Load(Bench.Scenario("7.2", initrd: initrd));
        Assert.Equal(listed, image.ListedPages.Pages);
        Assert.Equal(pages, image.IndirectionPages.Pages);
        Assert.Equal(0, Load(Bench.Scenario("7.2").InCma()).IndirectionPages.Pages);
    }

    public enum Where
    {
        Cma,
        Mixed,
        MixedInitrd,
        List,
        Kho,
        Classic,
    }

    /// <summary>An image of 100 + 600 pages; mixed: an area with room for all but the initrd, or all but the kernel.</summary>
    private static Scenario At(string kernel, Architecture architecture, Where where)
    {
        Scenario scenario = Bench.Scenario(kernel, architecture, initrd: 600);
        ByteSize area = where switch
        {
            Where.List => ByteSize.Zero,
            Where.Mixed => new PageCount(520).Size,
            Where.MixedInitrd => new PageCount(610).Size,
            _ => ByteSize.FromGiB(1),
        };
        return scenario with
        {
            Kho = where == Where.Kho,
            ClassicSyscall = where == Where.Classic,
            Memory = scenario.Memory with { CmaArea = area },
            Image =
                where == Where.MixedInitrd
                    ? Bench.Image(architecture, 700, 60, 600)
                    : scenario.Image,
        };
    }

    [Theory]
    [InlineData(306)]
    [InlineData(308)]
    public static void An_image_placed_by_others_has_a_source_for_each_listed_page(long pages)
    {
        LoadedImage loaded = Load(Bench.Scenario("7.2"));
        SourceRuns Runs(long n) => SourceRuns.Of([new SourceRun(n, false)]);
        Assert.Throws<ArgumentException>(() =>
            LoadedImage.Placed(loaded.Scenario, loaded.Segments, Runs(pages))
        );
        LoadedImage placed = LoadedImage.Placed(
            loaded.Scenario,
            loaded.Segments,
            Runs(307),
            [new PageRange(3, 2)]
        );
        Assert.Equal(loaded.ListedPages, placed.ListedPages);
        Assert.Equal([new PageRange(3, 2)], placed.FaultingEntries);
    }

    private static LoadedImage Load(Scenario scenario) =>
        LoadedImage.Load(scenario, MachineDraw.Medians(scenario.Machine));
}
