using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Experiments.Tests.Statistics.Coverage;

/// <summary>
/// What is printed holds from seed to seed: figures lie within their printed error of the mean over
/// seeds, and the last digit that is printed is one that another seed repeats within two units.
/// </summary>
public class SeedDigitsTests(ITestOutputHelper output)
{
    private static readonly int Seeds = Effort.IsFull ? 64 : 10;

    private static readonly string[] Scenarios =
    [
        "",
        "--machine intel-server --cma 512MiB --kernel-version 7.3",
        "--machine arm64-128c --kernel-version 7.2",
    ];

    [Fact]
    public async Task Figures_lie_within_their_error_and_digits_within_two_units()
    {
        long inside = 0;
        long pairs = 0;
        long alike = 0;
        long seedPairs = 0;
        foreach (string scenario in Scenarios)
        {
            var seeds = new List<Dictionary<string, Figure>>();
            for (int seed = 1; seed <= Seeds; seed++)
            {
                string line = $"answer {scenario} --seed {seed}".Replace("  ", " ");
                seeds.Add(Figures(await Cli.Json(line.Split(' '))));
            }

            foreach (string name in seeds[0].Keys)
            {
                Figure[] figures = [.. seeds.Select(s => s[name])];
                double mean = figures.Average(f => f.Value);
                pairs += figures.Length;
                inside += figures.Count(f => f.Error.Contains(mean));
                for (int a = 0; a < figures.Length; a++)
                {
                    for (int b = 0; b < a; b++)
                    {
                        seedPairs++;
                        alike += DiffersByTwo(figures[a], figures[b]) ? 1 : 0;
                    }
                }
            }
        }

        double covered = inside / (double)pairs;
        double digits = alike / (double)seedPairs;
        output.WriteLine(
            FormattableString.Invariant(
                $"{Seeds} seeds: within the error {covered:0.0000} of {pairs}, digits {digits:0.0000} of {seedPairs}"
            )
        );
        Assert.InRange(covered, Effort.IsFull ? 0.90 : 0.86, 0.985);
        Assert.True(digits >= (Effort.IsFull ? 0.95 : 0.93), $"{digits}");
    }

    /// <summary>
    /// Whether the last digits printed differ by at most two of the coarser figure's units.
    /// </summary>
    private static bool DiffersByTwo(Figure a, Figure b)
    {
        decimal unit = Math.Max(Unit(a.Text), Unit(b.Text));
        return Math.Abs(decimal.Parse(a.Text) - decimal.Parse(b.Text)) <= 2 * unit;
    }

    /// <summary>Of the last significant digit: 0.01 of 9.33, 100 of 900.</summary>
    private static decimal Unit(string text)
    {
        int dot = text.IndexOf('.');
        if (dot >= 0)
        {
            return (decimal)Math.Pow(10, -(text.Length - dot - 1));
        }

        string digits = text.TrimStart('-');
        return (decimal)Math.Pow(10, digits.Length - Math.Max(1, digits.TrimEnd('0').Length));
    }

    /// <summary>Every range's median and ends, by the path of its object.</summary>
    private static Dictionary<string, Figure> Figures(JsonObject answer)
    {
        var found = new Dictionary<string, Figure>();
        foreach (string span in (string[])["switch", "hot_phase", "downtime", "load_phase"])
        {
            foreach ((string side, JsonNode? node) in answer[span]!.AsObject())
            {
                if (node is JsonObject range && range["monte_carlo"] is JsonObject errors)
                {
                    Add(found, $"{span}.{side}", range, errors);
                }
            }
        }

        return found;
    }

    private static void Add(
        Dictionary<string, Figure> found,
        string path,
        JsonObject range,
        JsonObject errors
    )
    {
        foreach (string part in (string[])["median", "low", "high"])
        {
            double value = range[part]!.GetValue<double>();
            var error = new ConfidenceInterval(
                errors[part]!["low"]!.GetValue<double>(),
                errors[part]!["high"]!.GetValue<double>()
            );
            if (value != 0 && error.HalfWidth > 0)
            {
                found.Add($"{path}.{part}", new Figure(value, error, Numbers.Short(value, error)));
            }
        }
    }

    private sealed record Figure(double Value, ConfidenceInterval Error, string Text);
}
