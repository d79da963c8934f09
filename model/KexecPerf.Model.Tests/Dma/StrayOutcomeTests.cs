using System.Reflection;
using CsCheck;
using KexecPerf.Model.Dma;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>What single writes do, as the lab saw it and in both ways of copying.</summary>
public static class StrayOutcomeTests
{
    private const Architecture X86 = Architecture.X86_64;

    /// <summary>
    /// A device left mastering the bus that writes into a page it owned, which is the initrd's: unnoticed without a hash, no boot with one, and
    /// nothing in CMA. Clearing Bus Master, as stock kernels do, stops it.
    /// </summary>
    [Fact]
    public static void The_labs_four_outcomes_come_out()
    {
        var hashed = new StrayCase(Bench.Scenario("7.2"));
        var silent = new StrayCase(Bench.Scenario("7.2+no-digest"));
        var cma = new StrayCase(Bench.Scenario("7.3").InCma());
        long page = 5 + 2 + 100 + 50;
        long justCopied = hashed.Timeline.WrittenPs(page) + 1;
        Assert.Equal(StrayOutcome.Detected, hashed.Timeline.Of(page, justCopied));
        Assert.Equal(
            StrayOutcome.SilentInitrd,
            silent.Timeline.Of(page, silent.Timeline.WrittenPs(page) + 1)
        );
        DrawnDevice writes = StrayCase.Poisson(1e6, 1_000);
        Assert.True(silent.Risk(writes).Initrd > 0.01 && silent.Risk(writes).Detected == 0);
        Assert.True(hashed.Risk(writes).Detected > 0);
        Assert.Equal(0, cma.Risk(writes).Any);
        var device = DrawnDevice.Of(
            DmaDevices.Nic with
            {
                IgnoresBusMaster = Quantity.Exactly(0, "stock"),
            },
            new DmaPolicy { DriversStop = false },
            MachineDraw.Medians(Bench.X86)
        );
        Assert.Equal(0, device.StillWriting);
        Assert.Equal(
            1,
            DrawnDevice
                .Of(
                    DmaDevices.Nic,
                    new DmaPolicy { DriversStop = false, ClearBusMaster = false },
                    MachineDraw.Medians(Bench.X86)
                )
                .StillWriting
        );
    }

    [Fact]
    public static void A_write_counts_from_behind_the_copy_and_up_to_the_hash()
    {
        var at = new StrayCase(Bench.Scenario("7.2"));
        long kernel = 5 + 2;
        long written = at.Timeline.WrittenPs(kernel);
        long hashed = at.Timeline.HashedPs(kernel);
        Assert.True(0 < written && written < hashed && hashed < at.Timeline.ResetPs);
        Assert.Equal(StrayOutcome.Harmless, at.Timeline.Of(kernel, written));
        Assert.Equal(StrayOutcome.Detected, at.Timeline.Of(kernel, written + 1));
        Assert.Equal(StrayOutcome.Detected, at.Timeline.Of(kernel, hashed));
        Assert.Equal(StrayOutcome.SilentKernelText, at.Timeline.Of(kernel, hashed + 1));
        Assert.Equal(StrayOutcome.SilentKernelData, at.Timeline.Of(kernel + 60, long.MaxValue));
        Assert.Equal(StrayOutcome.SilentInitrd, at.Timeline.Of(kernel + 100, long.MaxValue));
        Assert.Equal(StrayOutcome.SilentOther, at.Timeline.Of(0, long.MaxValue));
    }

    [Fact]
    public static void On_arm64_nothing_is_ever_detected()
    {
        var at = new StrayCase(Bench.Scenario("7.2", Architecture.Arm64));
        StrayRisk risk = at.Risk(StrayCase.Poisson(1e5, 1_000));
        Assert.Equal(0, risk.Detected);
        Assert.Equal(risk.Any, risk.Silent);
        Assert.True(risk.Any > 0);
    }

    /// <summary>Every write of random devices, bandwidth taken, on a grid and off it.</summary>
    [Fact]
    public static void Both_ways_of_copying_agree_write_by_write() =>
        Gen.Select(
                Gen.OneOf("7.2", "7.3", "6.12", "7.2+no-digest"),
                Gen.Bool,
                Gen.Long[1, 1_500],
                Gen.Double[0, 0.9],
                Gen.OneOf(0, 1, 20, 400),
                Gen.ULong
            )
            .Sample(
                (version, arm64, initrd, share, drainUs, seed) =>
                {
                    Architecture architecture = arm64 ? Architecture.Arm64 : X86;
                    string kernel = arm64 ? version.Split('+')[0] : version;
                    Scenario scenario = Bench.Scenario(kernel, architecture, initrd);
                    var taker = new BandwidthTaker(arm64, share, drainUs * Bench.Microsecond);
                    var pages = new StrayCase(scenario, CopyMode.PageExact, null, taker);
                    var extents = new StrayCase(scenario, CopyMode.Extents, null, taker);
                    Assert.Equal(
                        pages.Outcome[Phase.Relocation],
                        extents.Outcome[Phase.Relocation]
                    );
                    var stream = new RandomStream(seed, 0, "pages");
                    long[] owned =
                    [
                        .. Enumerable
                            .Range(0, 20)
                            .Select(_ => (long)(stream.NextUniform() * pages.Pages)),
                    ];
                    DrawnDevice device = StrayCase.Poisson(1e6, 100);
                    var drawn = new RandomStream(seed, 1, "writes");
                    foreach (
                        (long time, long page) in StrayWrites.Draw(
                            device,
                            owned,
                            pages.Timeline,
                            drawn
                        )
                    )
                    {
                        Assert.Equal(
                            pages.Timeline.Of(page, time),
                            extents.Timeline.Of(page, time)
                        );
                    }

                    for (long page = 0; page < pages.Pages; page++)
                    {
                        Assert.Equal(
                            pages.Timeline.WrittenPs(page),
                            extents.Timeline.WrittenPs(page)
                        );
                        Assert.Equal(
                            pages.Timeline.HashedPs(page),
                            extents.Timeline.HashedPs(page)
                        );
                    }
                },
                iter: Effort.Of(60, 3_000)
            );

    [Fact]
    public static void Bandwidth_taken_never_speeds_the_copy_up()
    {
        Scenario scenario = Bench.Scenario("7.2", initrd: 3_000);
        long last = 0;
        foreach (double share in new[] { 0, 0.02, 0.1, 0.3, 0.6, 0.95 })
        {
            long took = new StrayCase(
                scenario,
                takers: new BandwidthTaker(false, share, 0)
            ).Outcome.Ps(Phase.Relocation);
            Assert.True(took >= last);
            long drains = new StrayCase(
                scenario,
                takers: new BandwidthTaker(false, share, Bench.Millisecond)
            ).Outcome.Ps(Phase.Relocation);
            Assert.True(drains <= took);
            last = took;
        }
    }

    /// <summary>Setting a row sets the property it reads and no other, and no property is left over.</summary>
    [Fact]
    public static void Every_number_of_a_device_has_one_row_in_the_table()
    {
        PropertyInfo[] numbers =
        [
            .. typeof(DmaDevice).GetProperties().Where(p => p.PropertyType == typeof(Quantity)),
        ];
        var other = Quantity.Exactly(12_345, "another");
        Assert.Equal(
            numbers.Select(p => p.Name).Order(),
            DmaQuantity
                .All.Select(q =>
                {
                    DmaDevice changed = q.With(DmaDevices.Nvme, other);
                    Assert.Equal([q], DmaQuantity.All.Where(row => row.Of(changed) == other));
                    return numbers.Single(p => Equals(p.GetValue(changed), other)).Name;
                })
                .Order()
        );
        Assert.Distinct(DmaQuantity.All.Select(q => q.Key));
        Assert.Equal(9, DmaDevices.Nvme.Quantities.Count());
        Assert.DoesNotContain(DmaDevices.Nic.Quantities, q => q.Name == "drain");
    }

    /// <summary>A device that nobody measured says where its range comes from.</summary>
    [Fact]
    public static void Every_number_of_a_device_has_a_source()
    {
        foreach (DmaDevice device in DmaDevices.All)
        {
            Assert.All(
                device.Quantities,
                q =>
                {
                    Assert.False(string.IsNullOrWhiteSpace(q.Quantity.Source), q.Name);
                    Assert.True(
                        q.Quantity.Low <= q.Quantity.Value && q.Quantity.Value <= q.Quantity.High,
                        q.Name
                    );
                }
            );
        }
    }
}
