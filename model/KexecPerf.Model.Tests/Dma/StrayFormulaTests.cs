using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>The risk against sums over single pages, in every kind of memory.</summary>
public class StrayFormulaTests
{
    private readonly StrayCase _list = new(Bench.Scenario("7.2"));

    /// <summary>Of rare writes, sums over pages: before the hash, after it, and by what they damage.</summary>
    [Theory]
    [InlineData("7.2")]
    [InlineData("7.2+no-digest")]
    public static void Every_part_is_the_sum_over_its_pages(string kernel)
    {
        var at = new StrayCase(Bench.Scenario(kernel));
        DrawnDevice device = StrayCase.Poisson(1e-4, 10);
        StrayRisk risk = at.Risk(device);
        double perPs = 1e-4 * 1e-12 / Frames(at);
        double detected = 0;
        var silent = new Dictionary<StrayOutcome, double>();
        for (long page = 0; page < at.Pages; page++)
        {
            long written = at.Timeline.WrittenPs(page);
            long hashed = Math.Max(written, at.Timeline.HashedPs(page));
            detected += perPs * (hashed - written);
            StrayOutcome what = at.Timeline.Silent(page);
            silent[what] = silent.GetValueOrDefault(what) + perPs * (at.Timeline.ResetPs - hashed);
        }

        Assert.Equal(detected, risk.Detected, 0.02 * detected);
        AssertNear(silent.Values.Sum(), risk.Silent);
        AssertNear(detected + silent.Values.Sum(), risk.Any);
        AssertNear(silent[StrayOutcome.SilentKernelText], risk.KernelText);
        AssertNear(silent[StrayOutcome.SilentKernelData], risk.KernelData);
        AssertNear(silent[StrayOutcome.SilentInitrd], risk.Initrd);
        Assert.Equal(
            1e-4 * 1e-12 * (at.Timeline.ResetPs - at.Timeline.DevicesShutPs),
            risk.Elsewhere,
            1e-22
        );
    }

    /// <summary>Writes under way: page by page what is left of the queue, whether few or many have drained.</summary>
    [Theory]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(10)]
    public void A_queue_hits_with_what_is_left_of_it_at_each_page(double drainMs)
    {
        double drain = drainMs * Bench.Millisecond;
        DrawnDevice device = StrayCase.Queue(1e-6, drain, 10);
        double start = _list.Timeline.DevicesShutPs;
        double mean = 0;
        for (long page = 0; page < _list.Pages; page++)
        {
            mean +=
                1e-6
                / Frames(_list)
                * (
                    Math.Exp(-(_list.Timeline.WrittenPs(page) - start) / drain)
                    - Math.Exp(-(_list.Timeline.ResetPs - start) / drain)
                );
        }

        Assert.Equal(1, _list.Risk(device).Any / mean, 0.02);
        Assert.Equal(
            1e-6 * (1 - Math.Exp(-(_list.Timeline.ResetPs - start) / drain)),
            _list.Risk(device).Elsewhere,
            1e-15
        );
    }

    /// <summary>Of a device fed until the CPUs stop, the queue drains from then on.</summary>
    [Fact]
    public void A_device_of_the_CPUs_is_fed_until_they_stop()
    {
        StrayTimeline timeline = _list.Timeline;
        Assert.Equal(
            (
                _list.Outcome.Ps(Phase.DeviceShutdown),
                _list.Outcome.Ps(Phase.DeviceShutdown) + _list.Outcome.Ps(Phase.CpuShutdown)
            ),
            (timeline.StopsFeedingPs(DmaDevices.Nvme), timeline.StopsFeedingPs(DmaDevices.GicVlpi))
        );
        Assert.True(timeline.DevicesShutPs < timeline.CpusStoppedPs);
        DrawnDevice disk = StrayCase.Queue(10, 0.05 * Bench.Millisecond, 100);
        Assert.True(
            _list.Risk(disk with { Device = DmaDevices.GicVlpi }).Any > _list.Risk(disk).Any
        );
    }

    /// <summary>
    /// 16 pages that lie together are hit together: a sixteenth as many chances, each 1 - exp(-16 m); rare writes do not tell.
    /// </summary>
    [Fact]
    public void Pages_together_are_hit_together()
    {
        DrawnDevice apart = StrayCase.Poisson(1e-3, 160);
        DrawnDevice together = apart with { ClusterPages = 16 };
        Assert.Equal(1, _list.Risk(together).Any / _list.Risk(apart).Any, 1e-3);
        DrawnDevice certain = together with { Writes = 1e15 };
        double inImage = _list.Pages / (double)Frames(_list);
        Assert.Equal(1 - Math.Pow(1 - inImage, 10), _list.Risk(certain).Any, 1e-9);
    }

    /// <summary>A device that owns all of memory hits the image, and the chance is still one.</summary>
    [Fact]
    public void The_chance_is_never_above_one()
    {
        DrawnDevice all = StrayCase.Poisson(1e15, Frames(_list)) with { Writes = 1e18 };
        StrayRisk risk = _list.Risk(all);
        Assert.Equal(1, risk.Any, 1e-9);
        Assert.True(risk.Detected + risk.Silent <= 1 + 1e-9);
        Assert.Equal(1, StrayRisk.Given(StrayCase.Poisson(1e12, 1), [0], _list.Timeline), 1e-12);
    }

    /// <summary>A queue of two writes misses with (1 - m/2) squared; none of them hits a page twice as surely as both.</summary>
    [Fact]
    public void A_queue_writes_so_many_times_and_no_more()
    {
        DrawnDevice two = StrayCase.Queue(2, 1e9 * Bench.Millisecond, 4);
        StrayTimeline timeline = _list.Timeline;
        double Left(long ps) => Math.Exp(-(ps - timeline.DevicesShutPs) / two.DrainPs);
        double once = (Left(timeline.WrittenPs(30)) - Left(timeline.ResetPs)) / 4;
        double hit = StrayRisk.Given(two, [30], timeline);
        Assert.Equal(1, (1 - Math.Pow(1 - once, 2)) / hit, 1e-6);
        Assert.Equal(hit, StrayRisk.Given(two with { Writes = 1.6 }, [30], timeline), 0.3 * hit);
    }

    /// <summary>Pages freed too early are in the area, and nowhere else, or anywhere in memory that is no area.</summary>
    [Fact]
    public static void Pages_freed_too_early_lie_anywhere_in_the_area()
    {
        DrawnDevice device = StrayCase.Poisson(1e-3, 10) with { FreedWhileActive = 0.25 };
        var cma = new StrayCase(Bench.Scenario("7.3").InCma());
        AssertNear(Exposed(cma) / cma.Loaded.AreaPages, cma.Risk(device).Any);
        Assert.NotEqual(cma.Loaded.AreaPages, Frames(cma));
        var kho = new StrayCase(Bench.Scenario("7.2") with { Kho = true });
        AssertNear(Exposed(kho) / Frames(kho), kho.Risk(device).Any);

        double Exposed(StrayCase at) =>
            device.Writes
            * device.FreedWhileActive
            * Enumerable
                .Range(0, (int)at.Pages)
                .Sum(page => 1e-12 * (at.Timeline.ResetPs - at.Timeline.WrittenPs(page)));
    }

    /// <summary>What is no area is the smaller, and a device hits the image in it the sooner.</summary>
    [Fact]
    public void A_device_has_no_pages_in_an_area()
    {
        DrawnDevice device = StrayCase.Poisson(1e-4, 10);
        var beside = new StrayCase(Bench.Scenario("7.3").InCma().Listed());
        Assert.Equal(1 << 18, beside.Loaded.AreaPages);
        double mean = 0;
        for (long page = 0; page < beside.Pages; page++)
        {
            mean += 10 * StrayRisk.Given(device, [page], beside.Timeline) / Frames(beside);
        }

        AssertNear(mean, beside.Risk(device).Any);
    }

    /// <summary>A device that writes on in one kexec of four is a quarter of the risk, and risks add up.</summary>
    [Fact]
    public void Risks_of_each_kind_scale_and_add_up()
    {
        DrawnDevice device = StrayCase.Poisson(50, 1_000);
        StrayRisk whole = _list.Risk(device);
        AssertSame(
            Parts(whole).Select(p => p / 4),
            _list.Risk(device with { StillWriting = 0.25 })
        );
        AssertSame(Parts(whole).Select(p => p * 3), whole.Times(3));
        var other = new StrayRisk(1, 2, 3, 4, 5, 6, 7);
        AssertSame(Parts(whole).Select((p, i) => p + i + 1), whole.Plus(other));
        Assert.All(Parts(whole), p => Assert.True(p > 0));
    }

    /// <summary>
    /// Content and padding of each segment in at most eight stretches each, one after the other, each with the times of its ends.
    /// </summary>
    [Fact]
    public void Stretches_are_the_image_page_by_page()
    {
        long page = 0;
        foreach (Stretch stretch in _list.Timeline.Stretches)
        {
            long last = page + stretch.Pages - 1;
            Assert.Equal(
                (_list.Timeline.WrittenPs(page), _list.Timeline.WrittenPs(last)),
                (stretch.FirstWrittenPs, stretch.LastWrittenPs)
            );
            Assert.Equal(_list.Timeline.HashedPs((page + last) / 2), stretch.HashedPs);
            Assert.Equal(_list.Timeline.Silent(page), stretch.Silent);
            Assert.Equal(_list.Timeline.Silent(last), stretch.Silent);
            page = last + 1;
        }

        Assert.Equal(_list.Pages, page);
        ILookup<StrayOutcome, long> sizes = _list.Timeline.Stretches.ToLookup(
            s => s.Silent,
            s => s.Pages
        );
        Assert.Equal([8, 8, 8, 8, 8, 8, 8, 4], sizes[StrayOutcome.SilentKernelText]);
        Assert.Equal([5, 5, 5, 5, 5, 5, 5, 5], sizes[StrayOutcome.SilentKernelData]);
        Assert.Equal(Enumerable.Repeat(25L, 8), sizes[StrayOutcome.SilentInitrd]);
    }

    [Fact]
    public void A_sleep_moves_what_comes_after_it()
    {
        const long Slept = 5 * Bench.Millisecond;
        StrayTimeline later = _list.Timeline.Under(new DmaPolicy { SleepPs = Slept });
        Assert.Equal(_list.Timeline.DevicesShutPs, later.DevicesShutPs);
        Assert.Equal(_list.Timeline.WrittenPs(9) + Slept, later.WrittenPs(9));
        Assert.Equal(_list.Timeline.HashedPs(9) + Slept, later.HashedPs(9));
        Assert.Equal(_list.Timeline.ResetPs + Slept, later.ResetPs);
    }

    /// <summary>The kernel's content, its padding, the initrd, and what is none of them.</summary>
    [Fact]
    public void What_is_damaged_is_what_the_segment_is()
    {
        foreach ((long first, PlacedSegment placed) in _list.Timeline.Segments)
        {
            StrayOutcome what = _list.Timeline.Silent(first);
            Assert.Equal(
                placed.Segment.Role switch
                {
                    SegmentRole.Kernel => StrayOutcome.SilentKernelText,
                    SegmentRole.Initrd => StrayOutcome.SilentInitrd,
                    _ => StrayOutcome.SilentOther,
                },
                what
            );
        }
    }

    private static long Frames(StrayCase at) =>
        at.Loaded.Layout.Low.Pages + at.Loaded.Layout.Normal.Pages - at.Loaded.AreaPages;

    private static double[] Parts(StrayRisk risk) =>
        [
            risk.Any,
            risk.Detected,
            risk.Silent,
            risk.KernelText,
            risk.KernelData,
            risk.Initrd,
            risk.Elsewhere,
        ];

    private static void AssertSame(IEnumerable<double> expected, StrayRisk risk) =>
        Assert.All(expected.Zip(Parts(risk)), p => Assert.Equal(p.First, p.Second, 1e-9 * p.First));

    private static void AssertNear(double expected, double actual) =>
        Assert.Equal(expected, actual, 5e-4 * expected);
}
