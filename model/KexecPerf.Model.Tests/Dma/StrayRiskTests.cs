using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>The closed form against writes drawn one by one, against its own limits, and what never may make it larger.</summary>
public class StrayRiskTests
{
    private readonly StrayCase _list = new(Bench.Scenario("7.2"));

    /// <summary>
    /// A single writer over pages of which seven are destinations: P = 1 - exp(-rate E), E = sum over those of (end of writing - end of
    /// copy) / pages owned, over six decades of the rate, with 40,000 kexecs each or more. |z| below 4.9 is alpha 1e-6.
    /// </summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(100)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void A_Poisson_writer_hits_as_often_as_the_closed_form_says(double rate)
    {
        DrawnDevice device = StrayCase.Poisson(rate, 64);
        double expected = StrayRisk.Given(device, Owned, _list.Timeline);
        double exposure =
            Owned.Sum(p => _list.Timeline.ResetPs - _list.Timeline.WrittenPs(p)) * 1e-12 / 64;
        Assert.Equal(1 - Math.Exp(-rate * exposure), expected, 1e-12 + 1e-9 * expected);
        Assert.InRange(Math.Abs(Deviation(device, expected, Effort.Of(40_000, 400_000))), 0, 4.9);
    }

    /// <summary>What the check above would not let pass: a rate off by 2 %, where a kexec in two is hit and there are enough of them.</summary>
    [Fact]
    public void A_bias_of_2_percent_is_detected()
    {
        double exposure =
            Owned.Sum(p => _list.Timeline.ResetPs - _list.Timeline.WrittenPs(p)) * 1e-12 / 64;
        DrawnDevice device = StrayCase.Poisson(0.7 / exposure, 64);
        double biased = StrayRisk.Given(
            device with
            {
                Writes = device.Writes * 1.02,
            },
            Owned,
            _list.Timeline
        );
        double right = StrayRisk.Given(device, Owned, _list.Timeline);
        Assert.InRange(Math.Abs(Deviation(device, right, 400_000)), 0, 4.9);
        Assert.True(Math.Abs(Deviation(device, biased, 400_000)) > 4.9);
    }

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(40, 0.3)]
    [InlineData(400, 3)]
    public void A_queue_that_drains_hits_as_often_as_the_closed_form_says(
        double writes,
        double drainMs
    )
    {
        DrawnDevice device = StrayCase.Queue(writes, drainMs * Bench.Millisecond, 64);
        double expected = StrayRisk.Given(device, Owned, _list.Timeline);
        Assert.InRange(
            Math.Abs(Deviation(device, expected, Effort.Of(100_000, 1_000_000))),
            0,
            4.9
        );
    }

    /// <summary>Clusters anywhere: few of them and rare writes make the sum of the parts.</summary>
    [Fact]
    public void The_risk_of_pages_anywhere_is_the_mean_over_where_they_can_be()
    {
        DrawnDevice device = StrayCase.Poisson(0.01, 10);
        long frames = _list.Loaded.Layout.Low.Pages + _list.Loaded.Layout.Normal.Pages;
        double mean = 0;
        for (long page = 0; page < _list.Pages; page++)
        {
            mean += StrayRisk.Given(device, [page], _list.Timeline) / frames;
        }

        Assert.Equal(1, _list.Risk(device).Any / (10 * mean), 1e-3);
    }

    [Fact]
    public void Nothing_lands_in_CMA_or_scratch_unless_freed_while_active()
    {
        DrawnDevice device = StrayCase.Poisson(1e9, 1_000);
        foreach (
            Scenario safe in new[]
            {
                Bench.Scenario("7.2").InCma(),
                Bench.Scenario("7.3").InCma(),
                Bench.Scenario("7.2") with
                {
                    Kho = true,
                },
            }
        )
        {
            var at = new StrayCase(safe);
            Assert.Equal(0, at.Risk(device).Any);
            StrayRisk none = at.Risk(device);
            Assert.Equal((0, 0, 0), (none.Silent, none.KernelText, none.KernelData));
            Assert.True(at.Risk(device with { FreedWhileActive = 0.01 }).Any > 0);
            Assert.Equal(
                at.Risk(device).Elsewhere,
                at.Risk(device with { FreedWhileActive = 0.01 }).Elsewhere
            );
        }

        Assert.True(_list.Risk(device).Any > 0);
    }

    /// <summary>A million times rarer is a million times less, to the last digits: nothing is lost below 1e-9.</summary>
    [Fact]
    public void Rare_events_keep_their_digits()
    {
        StrayRisk once = _list.Risk(StrayCase.Poisson(1e-3, 1_000));
        StrayRisk rare = _list.Risk(StrayCase.Poisson(1e-9, 1_000));
        Assert.InRange(rare.Any, 1e-18, 1e-9);
        Assert.Equal(1, rare.Any * 1e6 / once.Any, 1e-5);
        Assert.Equal(1, (rare.Detected + rare.Silent) / rare.Any, 1e-9);
    }

    [Fact]
    public void More_pages_a_bigger_initrd_and_later_quiescence_never_lower_the_risk()
    {
        foreach (double drain in new[] { 0.02, 0.2, 1, 2 })
        {
            DrawnDevice device = StrayCase.Queue(50, drain * Bench.Millisecond, 100);
            DrawnDevice longer = device with { DrainPs = device.DrainPs * 1.5 };
            Assert.True(_list.Risk(longer).Any >= _list.Risk(device).Any);
            var bigger = new StrayCase(Bench.Scenario("7.2", initrd: 400));

            // Pages stand at even distances in the closed form; the first of a run takes twice as long.
            Assert.True(bigger.Risk(device).Any >= 0.999 * _list.Risk(device).Any);
        }

        DrawnDevice poisson = StrayCase.Poisson(10, 100);
        StrayRisk more = _list.Risk(poisson with { Pages = 200, Writes = 20 });
        Assert.True(more.Any >= _list.Risk(poisson).Any);
        var later = new StrayCase(
            Bench.Scenario("7.2") with
            {
                Machine = Bench.X86.Set("early_boot", "34 ms"),
            }
        );
        Assert.True(later.Risk(poisson).Any >= _list.Risk(poisson).Any);
    }

    /// <summary>A queue drains meanwhile (published: a few milliseconds of sleep made it go away); a Poisson writer gains nothing.</summary>
    [Fact]
    public void A_longer_time_before_the_copy_never_raises_the_risk()
    {
        DrawnDevice queue = StrayCase.Queue(50, 0.5 * Bench.Millisecond, 100);
        DrawnDevice poisson = StrayCase.Poisson(100, 100);
        double before = double.MaxValue;
        foreach (long ms in new[] { 0, 1, 5, 50 })
        {
            var slept = new StrayCase(
                Bench.Scenario("7.2"),
                policy: new DmaPolicy { SleepPs = ms * Bench.Millisecond }
            );
            double risk = slept.Risk(queue).Any;
            Assert.True(risk <= before);
            Assert.Equal(1, slept.Risk(poisson).Any / _list.Risk(poisson).Any, 1e-9);
            before = risk;
        }

        Assert.True(before < 1e-20);
    }

    /// <summary>
    /// Pages of which some are copied and the others in place since the load, before anything stopped feeding the device: each can be hit by the
    /// writes that were under way and no more, whichever of them a stretch begins or ends with.
    /// </summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public static void A_stretch_copied_in_part_is_written_no_more_than_in_all(bool inPlaceFirst)
    {
        SourceRun copied = new(10, OwnDestination: false);
        SourceRun inPlace = new(11, OwnDestination: true);
        SourceRun[] pair = inPlaceFirst ? [inPlace, copied] : [copied, inPlace];
        SourceRun[] runs = [.. Enumerable.Repeat(pair, 14).SelectMany(p => p), new(13, false)];
        Scenario skips = Bench.Scenario("7.2+skip-own-destination");
        LoadedImage laid = skips.Laid(MachineDraw.Medians(skips.Machine));
        var mixed = new StrayCase(LoadedImage.Placed(skips, laid.Segments, SourceRuns.Of(runs)));
        DrawnDevice device = StrayCase.Queue(50, 0.02 * Bench.Millisecond, 10_000);
        long frames = mixed.Loaded.Layout.Low.Pages + mixed.Loaded.Layout.Normal.Pages;
        StrayRisk risk = mixed.Risk(device);
        Assert.InRange(risk.Any, 0, 50.0 * mixed.Pages / frames);
    }

    /// <summary>3.6 pages of 9.7 are 4 of 10: a number of pages is the nearest, at least 1, and a cluster has no more than the device.</summary>
    [Theory]
    [InlineData(9.7, 3.6, 10, 4)]
    [InlineData(9.4, 3.4, 9, 3)]
    [InlineData(0.2, 0.2, 1, 1)]
    [InlineData(8, 20, 8, 8)]
    public static void Pages_of_a_device_are_rounded(
        double pages,
        double cluster,
        long drawnPages,
        long drawnCluster
    )
    {
        var device = DrawnDevice.Of(
            DmaDevices.Nic with
            {
                Pages = Quantity.Exactly(pages, "test"),
                ClusterPages = Quantity.Exactly(cluster, "test"),
            },
            new DmaPolicy(),
            MachineDraw.Medians(Bench.X86)
        );
        Assert.Equal((drawnPages, drawnCluster), (device.Pages, device.ClusterPages));
    }

    private static long[] Owned => [3, 8, 60, 100, 150, 200, 300];

    /// <summary>Standard errors between kexecs hit in a simulation write by write and a probability.</summary>
    private double Deviation(DrawnDevice device, double probability, int kexecs)
    {
        int hit = 0;
        for (int r = 0; r < kexecs; r++)
        {
            List<(long TimePs, long Page)> writes = StrayWrites.Draw(
                device,
                Owned,
                _list.Timeline,
                new RandomStream(1, r, "test")
            );
            hit += writes.Exists(w => _list.Timeline.Of(w.Page, w.TimePs) != StrayOutcome.Harmless)
                ? 1
                : 0;
        }

        double error = Math.Sqrt(kexecs * probability * (1 - probability));
        double off = hit - kexecs * probability;
        return error > 0.5 ? off / error : off / 2;
    }
}
