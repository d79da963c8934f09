using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics;

public class LatinHypercubeTests
{
    [Fact]
    public void Each_of_as_many_parts_has_one_point_in_an_order_of_its_own()
    {
        var cube = new LatinHypercube(1, 0, 100);
        int[] Parts(string name) =>
            [.. Enumerable.Range(0, 100).Select(point => (int)(100 * cube[name, point]))];
        Assert.Equal(Enumerable.Range(0, 100), Parts("a").Order());
        Assert.NotEqual(Parts("a"), Parts("b"));
    }

    /// <summary>Seed and number of the hypercube decide; every order of three parts comes.</summary>
    [Fact]
    public void Hypercubes_differ_by_seed_and_number_and_no_order_is_rare()
    {
        double At(ulong seed, int number) => new LatinHypercube(seed, number, 100)["a", 7];
        Assert.Equal(At(1, 0), At(1, 0));
        Assert.NotEqual(At(1, 0), At(2, 0));
        Assert.NotEqual(At(1, 0), At(1, 1));
        var orders = new Dictionary<string, int>();
        for (int number = 0; number < 600; number++)
        {
            var cube = new LatinHypercube(1, number, 3);
            string order = string.Concat(
                Enumerable.Range(0, 3).Select(point => (int)(3 * cube["a", point]))
            );
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(6, orders.Count);
        Assert.All(orders.Values, n => Assert.InRange(n, 55, 145));
    }

    /// <summary>Within its part a point lies anywhere.</summary>
    [Fact]
    public void A_point_lies_anywhere_in_its_part()
    {
        var cube = new LatinHypercube(1, 0, 1_000);
        double[] within =
        [
            .. Enumerable.Range(0, 1_000).Select(point => 1_000 * cube["a", point] % 1),
        ];
        Assert.InRange(within.Average(), 0.45, 0.55);
        Assert.InRange(within.Count(x => x < 0.1), 50, 150);
    }
}
