using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

/// <summary>Where one number alone is uncertain, the whole distribution of the answer is known.</summary>
public class ClosedFormTests(ITestOutputHelper output)
{
    private const int Seeds = 40;

    [Fact]
    public async Task Median_and_quantiles_of_saved_ms_are_right_within_the_reported_error()
    {
        var inside = new Dictionary<string, int>
        {
            ["low"] = 0,
            ["median"] = 0,
            ["high"] = 0,
        };
        int wrongInside = 0;
        for (int seed = 1; seed <= Seeds; seed++)
        {
            JsonObject answer = await Cli.Json([
                "answer",
                .. OneNumber.Options,
                "--replications",
                "512",
                "--seed",
                $"{seed}",
            ]);
            foreach (
                (string bound, double quantile) in ((string, double)[])
                    [("low", 0.05), ("median", 0.5), ("high", 0.95)]
            )
            {
                double truth = OneNumber.SavedMs(quantile);
                JsonNode interval = answer["saved_monte_carlo_ms"]![bound]!;
                Assert.InRange(Value(answer["saved_ms"]!, bound) / truth, 0.9, 1.1);
                inside[bound] += Contains(interval, truth) ? 1 : 0;
                wrongInside += Contains(interval, truth * 1.1) ? 1 : 0;
            }
        }

        output.WriteLine(
            $"of {Seeds} seeds inside: {string.Join(", ", inside)}; 10 % off: {wrongInside} of {3 * Seeds}"
        );

        // 95 % intervals: 33 of 40 or more but once in 1000.
        Assert.All(inside, i => Assert.InRange(i.Value, 33, Seeds));

        // Power: a truth 10 % off lies outside nearly all of them.
        Assert.InRange(wrongInside, 0, 3 * Seeds / 20);
    }

    private static bool Contains(JsonNode interval, double x) =>
        Value(interval, "low") <= x && x <= Value(interval, "high");

    private static double Value(JsonNode node, string key) => node[key]!.GetValue<double>();
}
