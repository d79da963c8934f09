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
}
