using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using MathNet.Numerics.Statistics;

namespace KexecPerf.Answers.Validation;

/// <summary>How far off is too far (<c>experiments/validation/tolerances.json</c>): a list of checks by evidence and quantity.</summary>
internal sealed class Tolerances
{
    private static readonly string[] Keys =
    [
        "mape_percent",
        "worst_percent",
        "absolute",
        "factor",
        "within_factor",
        "exact",
        "min_n",
        "coverage_percent",
        "sharpness",
        "inside_percent",
        "excluded_percent",
        "runs_coverage_percent",
        "interval_score",
        "below_line",
    ];

    private readonly List<(string Evidence, string Quantity, InputObject Limits)> _limits = [];

    private Tolerances(InputObject root)
    {
        root.RefuseOthers(["native", "emulated", "published"]);
        foreach (string evidence in root.Keys)
        {
            InputObject byQuantity = root.Required(evidence).AsObject();
            foreach (string quantity in byQuantity.Keys)
            {
                InputObject limits = byQuantity.Required(quantity).AsObject();
                limits.RefuseOthers(Keys);
                _limits.Add((evidence, quantity, limits));
            }
        }
    }

    /// <summary>The tolerances shipped.</summary>
    public static Tolerances Shipped()
    {
        const string name = "validation/tolerances.json";
        using var copy = new MemoryStream();
        ValidationRows.Resource(name).CopyTo(copy);
        return new Tolerances(InputDocument.Parse(name, copy.ToArray()));
    }

    /// <summary>A user's tolerances.</summary>
    /// <exception cref="InputException">Not readable or not in the form of the shipped ones.</exception>
    public static Tolerances Read(string file) =>
        new(InputDocument.Parse(file, InputFile.ReadAll(file, InputDocument.MostMiB)));

    /// <summary>Holds every tolerance for which there are groups against them.</summary>
    public List<Check> Apply(
        IReadOnlyList<ScoredGroup> groups,
        IReadOnlyList<ValidationRow> excluded
    ) => [.. _limits.SelectMany(l => Apply(l.Evidence, l.Quantity, l.Limits, groups, excluded))];

    private static IEnumerable<Check> Apply(
        string evidence,
        string quantity,
        InputObject limits,
        IReadOnlyList<ScoredGroup> all,
        IReadOnlyList<ValidationRow> excluded
    )
    {
        double minimum = Number(limits, "min_n") ?? 1;
        List<ScoredGroup> groups =
        [
            .. all.Where(g =>
                g.Role == "validation"
                && g.Evidence == evidence
                && g.N >= minimum
                && Concerns(quantity, g)
            ),
        ];
        if (groups.Count == 0)
        {
            yield break;
        }

        string name = $"{evidence} {quantity}" + (groups.Any(g => g.Given.Length > 0) ? "*" : "");
        foreach (Check check in Errors(name, limits, groups))
        {
            yield return check;
        }

        if (Number(limits, "factor") is { } factor)
        {
            double found = groups.Select(g => g.Predicted.Median / g.Measured).Median();
            yield return new Check(
                name + " median ratio",
                F(found),
                $"{F(1 / factor)}-{F(factor)}",
                found <= factor && found >= 1 / factor
            );
        }

        if (limits.Optional("within_factor") is { } within)
        {
            IReadOnlyList<InputNode> bounds = within.AsArray().Items;
            double times = Number(bounds[0]);
            double least = Number(bounds[1]);
            double found = 100.0 * groups.Count(g => IsWithin(g, times)) / groups.Count;
            yield return new Check(
                $"{name} within x{F(times)} ({groups.Count} groups)",
                F(found) + " %",
                $">= {F(least)} %",
                found >= least
            );
        }

        if (limits.Optional("exact")?.AsFlag() == true)
        {
            int wrong = groups.Count(g => g.Predicted.Median != g.Measured);
            yield return new Check(name + " wrong", F(wrong), "0", wrong == 0);
        }

        foreach (Check check in Ranges(name, limits, groups).Concat(Runs(name, limits, groups)))
        {
            yield return check;
        }

        int scored = all.Count(g => g.First.Evidence == evidence);
        foreach (Check check in Shares(name, evidence, limits, groups, scored, excluded))
        {
            yield return check;
        }
    }

    private static IEnumerable<Check> Errors(
        string name,
        InputObject limits,
        List<ScoredGroup> groups
    )
    {
        if (Number(limits, "mape_percent") is { } mape)
        {
            double found = groups.Average(g => Math.Abs(g.ErrorPercent));
            yield return AtMost(name + " mean error", found, mape, "%");
        }

        if (Number(limits, "worst_percent") is { } worst)
        {
            double found = groups.Max(g => Math.Abs(g.ErrorPercent));
            yield return AtMost(name + " worst error", found, worst, "%");
        }

        if (Number(limits, "absolute") is { } absolute)
        {
            double found = groups.Max(g => Math.Abs(g.Predicted.Median - g.Measured));
            yield return AtMost(name + " largest error", found, absolute, groups[0].First.Unit);
        }
    }

    private static IEnumerable<Check> Ranges(
        string name,
        InputObject limits,
        List<ScoredGroup> groups
    )
    {
        if (limits.Optional("coverage_percent") is { } coverage)
        {
            IReadOnlyList<InputNode> bounds = coverage.AsArray().Items;
            double least = Number(bounds[0]);
            double most = Number(bounds[1]);
            double found = 100.0 * groups.Count(g => g.Inside) / groups.Count;
            yield return new Check(
                $"{name} in 90 % range ({groups.Count} groups)",
                F(found) + " %",
                $"{F(least)}-{F(most)} %",
                found >= least && found <= most
            );
        }

        if (Number(limits, "sharpness") is { } sharpness)
        {
            double found = Score.Ratios(groups).DefaultIfEmpty(0).Median();
            yield return AtMost(name + " width over spread", found, sharpness, "");
        }
    }

    /// <summary>Single runs: how many are in the 90 % range, and what the range is worth.</summary>
    private static IEnumerable<Check> Runs(
        string name,
        InputObject limits,
        List<ScoredGroup> groups
    )
    {
        if (limits.Optional("runs_coverage_percent") is { } coverage)
        {
            double[] bounds = [.. coverage.AsArray().Items.Select(Number)];
            double found = groups.Average(g => g.RunsInsidePercent);
            yield return new Check(
                $"{name} runs in 90 % range",
                F(found) + " %",
                $"{F(bounds[0])}-{F(bounds[1])} %",
                found >= bounds[0] && found <= bounds[1]
            );
        }

        if (Number(limits, "interval_score") is { } most)
        {
            double found = groups.Average(g => g.IntervalScore(g.Predicted));
            yield return AtMost(name + " interval score", found, most, "");
        }

        if (limits.Optional("below_line")?.AsFlag() == true && Comparison.Of(groups) is { } beside)
        {
            yield return AtMost(
                name + " score, a line's",
                beside.Model.IntervalScore,
                beside.Line.IntervalScore,
                ""
            );
        }
    }

    private static IEnumerable<Check> Shares(
        string name,
        string evidence,
        InputObject limits,
        List<ScoredGroup> groups,
        int scored,
        IReadOnlyList<ValidationRow> excluded
    )
    {
        if (Number(limits, "inside_percent") is { } inside)
        {
            double found = 100.0 * groups.Count(g => g.Inside) / groups.Count;
            yield return new Check(
                $"{name} inside",
                F(found) + " %",
                $">= {F(inside)} %",
                found >= inside
            );
        }

        if (Number(limits, "excluded_percent") is { } most)
        {
            int counted = excluded.Count(r =>
                r.Evidence == evidence
                && !r.Notes.StartsWith(ExclusionReasons.OutsideTheModel, StringComparison.Ordinal)
            );
            double found = 100.0 * counted / (counted + scored);
            yield return AtMost(name + " excluded", found, most, "%");
        }
    }

    /// <summary>Which groups a tolerance's quantity names: itself, all, all repeated times, or empty lists.</summary>
    private static bool Concerns(string quantity, ScoredGroup g) =>
        quantity switch
        {
            "all" => true,
            "times" => g.First.Unit == "ms",
            "relocation_empty_ms" => g.IsEmptyList,
            "relocation_ms" => g.First.Quantity == quantity && g.First.Placement == "page-list",
            _ => g.First.Quantity == quantity,
        };

    private static bool IsWithin(ScoredGroup g, double factor) =>
        g.Predicted.Median <= factor * g.Measured && g.Measured <= factor * g.Predicted.Median;

    private static Check AtMost(string name, double found, double limit, string unit) =>
        new(
            name,
            $"{F(found)} {unit}".TrimEnd(),
            $"<= {F(limit)} {unit}".TrimEnd(),
            found <= limit
        );

    private static string F(double x) => x.ToString("0.###", CultureInfo.InvariantCulture);

    private static double? Number(InputObject limits, string key) =>
        limits.Optional(key) is { } node ? Number(node) : null;

    private static double Number(InputNode node) =>
        node is InputNumber n
        && double.TryParse(n.Digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double x)
            ? x
            : throw new InputException(node.Place, "no number; write one such as 10");
}
