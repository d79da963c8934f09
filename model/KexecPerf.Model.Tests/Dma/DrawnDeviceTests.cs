using KexecPerf.Model.Dma;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Dma;

/// <summary>What a device's numbers and a policy come to.</summary>
public static class DrawnDeviceTests
{
    private static readonly DmaDevice Card = DmaDevices.Nic with
    {
        NotStopped = Exactly(0.5),
        IgnoresBusMaster = Exactly(0.25),
        PassesIommu = Exactly(0.125),
        FreedWhileActive = Exactly(0.75),
        Writes = Exactly(300),
        Bandwidth = Exactly(7e6),
    };

    /// <summary>Each safeguard that is there lets its own share through; one that is not, all.</summary>
    [Theory]
    [InlineData(false, false, false, 1)]
    [InlineData(true, false, false, 0.5)]
    [InlineData(false, true, false, 0.25)]
    [InlineData(false, false, true, 0.125)]
    [InlineData(true, true, true, 0.5 * 0.25 * 0.125)]
    public static void A_device_writes_on_if_every_safeguard_fails(
        bool driversStop,
        bool clearBusMaster,
        bool iommu,
        double share
    )
    {
        var policy = new DmaPolicy
        {
            DriversStop = driversStop,
            ClearBusMaster = clearBusMaster,
            Iommu = iommu,
        };
        Assert.Equal(share, Of(Card, policy).StillWriting, 1e-15);
        Assert.Equal(share, DrawnDevice.MeanStillWriting(Card, policy), 1e-12);
    }

    /// <summary>The mean of what is drawn, which for what is assumed over decades is far above the median.</summary>
    [Fact]
    public static void The_mean_chance_to_write_on_is_that_of_many_draws()
    {
        var policy = new DmaPolicy { DriversStop = false };
        double mean = DrawnDevice.MeanStillWriting(DmaDevices.Nic, policy);
        const int Draws = 20_000;
        double sum = 0;
        for (int i = 0; i < Draws; i++)
        {
            sum += DrawnDevice.StillWritingOf(
                policy,
                q => MachineDraw.Quantile(q.Of(DmaDevices.Nic)!, (i + 0.37) / Draws)
            );
        }

        Assert.Equal(1, mean / (sum / Draws), 0.01);
        Assert.True(mean > 1.5 * DmaDevices.Nic.IgnoresBusMaster.Value);
    }

    /// <summary>A range may reach over 1 and below 0; a share does not.</summary>
    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(-0.5, 0)]
    public static void A_share_is_no_more_than_all_and_no_less_than_nothing(
        double number,
        double share
    )
    {
        DrawnDevice device = Of(
            Card with
            {
                NotStopped = Exactly(number),
                IgnoresBusMaster = Exactly(1),
                FreedWhileActive = Exactly(number),
            },
            new DmaPolicy()
        );
        Assert.Equal((share, share), (device.StillWriting, device.FreedWhileActive));
    }

    [Fact]
    public static void Other_numbers_are_those_of_the_device()
    {
        DrawnDevice card = Of(Card, new DmaPolicy());
        Assert.Equal(
            (Card, 300, 7e6, 0.75),
            (card.Device, card.Writes, card.Bandwidth, card.FreedWhileActive)
        );
        Assert.Equal(0, card.DrainPs);
        DmaDevice disk = DmaDevices.Nvme with { Drain = Exactly(4_000_000) };
        Assert.Equal(4_000_000, Of(disk, new DmaPolicy()).DrainPs);
        Assert.Equal(1, Of(disk with { Drain = Exactly(0.2) }, new DmaPolicy()).DrainPs);
    }

    /// <summary>Of one machine two devices of the same ranges, and two numbers of one device, are not high or low together.</summary>
    [Fact]
    public static void Every_number_of_every_device_is_drawn_on_its_own()
    {
        DmaDevice card = DmaDevices.Nic with { Bandwidth = DmaDevices.Nic.Writes };
        var draw = MachineDraw.Of(Bench.X86, seed: 3, replication: 0);
        var drawn = DrawnDevice.Of(card, new DmaPolicy(), draw);
        var again = DrawnDevice.Of(card, new DmaPolicy(), draw);
        var other = DrawnDevice.Of(card with { Name = "other" }, new DmaPolicy(), draw);
        Assert.Equal(again, drawn);
        Assert.Distinct([drawn.Writes, drawn.Bandwidth, other.Writes, other.Bandwidth]);
    }

    private static DrawnDevice Of(DmaDevice device, DmaPolicy policy) =>
        DrawnDevice.Of(device, policy, MachineDraw.Medians(Bench.X86));

    private static Quantity Exactly(double value) => Quantity.Exactly(value, "test");
}
