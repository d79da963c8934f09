using System.Globalization;
using System.Text;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Designs;

public class AxisTests
{
    [Theory]
    [InlineData("log", "8MiB", "4GiB", 19)]
    [InlineData("lin", "16MiB", "64MiB", 4)]
    [InlineData("log", "1us", "1s", 7)]
    [InlineData("lin", "0%", "90%", 10)]
    [InlineData("log", "100MB/s", "10GB/s", 5)]
    public void A_scale_has_its_ends_exactly_so_many_values_and_ascends(
        string scale,
        string from,
        string to,
        int n
    )
    {
        List<string> values = Scale($"{{\"{scale}\": [\"{from}\", \"{to}\", {n}]}}");
        Assert.Equal(from, values[0]);
        Assert.Equal(to, values[^1]);
        Assert.Equal(n, values.Count);
        double[] numbers = [.. values.Select(AxisQuantity.Of(values)!.Read)];
        Assert.Equal(numbers.Distinct().Order(), numbers);
    }

    [Fact]
    public void A_linear_scale_has_even_distances_and_a_logarithmic_one_even_ratios()
    {
        Assert.Equal(
            ["16MiB", "32MiB", "48MiB", "64MiB"],
            Scale("{\"lin\": [\"16MiB\", \"64MiB\", 4]}")
        );
        Assert.Equal(["16MiB", "32MiB", "64MiB"], Scale("{\"log\": [\"16MiB\", \"64MiB\", 3]}"));
    }

    [Theory]
    [InlineData("", "1", "16")]
    [InlineData("bytes", "16MiB", "1.5GiB")]
    [InlineData("percent", "0%", "95%")]
    [InlineData("ms", "20us", "3s")]
    [InlineData("bytes_per_second", "1GB/s", "200MB/s")]
    public void Values_of_one_unit_are_a_quantity(string suffix, string a, string b) =>
        Assert.Equal(suffix, AxisQuantity.Of([a, b])!.Suffix);

    [Theory]
    [InlineData("16MiB", "20us")]
    [InlineData("zen4-vm", "intel-server")]
    [InlineData("1", "50%")]
    public void Names_and_mixed_units_are_none(string a, string b) =>
        Assert.Null(AxisQuantity.Of([a, b]));

    [Theory]
    [InlineData("6.9", "6.12")]
    [InlineData("6.12", "7.2")]
    [InlineData("7.2", "7.2+batch-runs")]
    [InlineData("a2b", "a10b")]
    [InlineData("007", "8")]
    [InlineData("arm64-128c", "zen4-vm")]
    public void Names_are_ordered_as_people_do(string first, string second)
    {
        Assert.True(NaturalOrder.Instance.Compare(first, second) < 0);
        Assert.True(NaturalOrder.Instance.Compare(second, first) > 0);
        Assert.Equal(0, NaturalOrder.Instance.Compare(first, first));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_piece_of_work_is_in_exactly_one_shard(int of)
    {
        Shard[] shards =
        [
            .. Enumerable
                .Range(1, of)
                .Select(i => Shard.Parse(string.Create(CultureInfo.InvariantCulture, $"{i}/{of}"))),
        ];
        Assert.All(Enumerable.Range(0, 50), work => Assert.Single(shards, s => s.Has(work)));
    }

    [Theory]
    [InlineData("4/3")]
    [InlineData("0/3")]
    [InlineData("1/0")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("a/b")]
    public void A_share_that_is_none_is_refused(string text) =>
        Assert.StartsWith("--shard: ", Assert.Throws<InputException>(() => Shard.Parse(text)).Line);

    [Fact]
    public void Values_that_measure_something_ascend_by_what_they_measure()
    {
        var written = InputDocument.Parse(
            "study.json",
            Encoding.UTF8.GetBytes("""{ "image": ["1GiB", "64MiB", "1.5GiB", "100MiB"] }""")
        );
        var axis = StudyAxis.Read("image", written.Required("image"));
        Assert.Equal(["64MiB", "100MiB", "1GiB", "1.5GiB"], axis.Values.Select(v => v.Text));
    }

    private static List<string> Scale(string json) =>
        AxisScale.Values(InputDocument.Parse("study.json", Encoding.UTF8.GetBytes(json)));
}
