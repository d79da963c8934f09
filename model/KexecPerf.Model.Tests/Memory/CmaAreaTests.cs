using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Memory;

/// <summary>What is drawn of a CMA area, without requests.</summary>
public static class CmaAreaTests
{
    /// <summary>
    /// A million clusters of 32 pages, each in use on its own: |z| below 4.9 is alpha 1e-6. An occupancy that is 2 % of itself too high is
    /// 14 standard errors off at 0.33 and more above.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.33)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(1)]
    public static void So_much_of_an_area_is_in_use_as_its_occupancy_says(double occupancy)
    {
        const long clusters = 1 << 20;
        var memory = new MemoryState
        {
            Ram = ByteSize.FromGiB(256),
            CmaArea = new PageCount(32 * clusters).Size,
            CmaOccupancy = occupancy,
        };
        CmaArea area = CmaArea.Draw(memory, 1 << 20, new RandomStream(1, 0, "test"));
        double error = Math.Sqrt(occupancy * (1 - occupancy) / clusters);
        double share = area.Busy / (32.0 * clusters);
        Assert.InRange(share - occupancy, -4.9 * error, 4.9 * error);
        Assert.Equal(32 * clusters, area.Busy + area.Free);
    }
}
