using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Runs;

/// <summary>Something the summary of a point holds as median and 5 and 95 % quantiles of outcomes.</summary>
/// <param name="Name">As in the outputs of a study.</param>
/// <param name="Unit">Behind the name of its columns; empty for ratios and probabilities.</param>
/// <param name="Paired">Whether it is of both sides together; else each side has its own.</param>
/// <param name="Sample">Its values over replications, given the runs and the side.</param>
internal sealed record SummaryQuantity(
    string Name,
    string Unit,
    bool Paired,
    Func<PointRuns, int, List<double>> Sample
)
{
    /// <summary>Heading of its column in text.</summary>
    public string Title =>
        Name.Replace("_speedup", "", StringComparison.Ordinal).Replace('_', ' ')
        + (Unit.Length == 0 ? "" : " " + Unit);

    /// <summary>Whether devices that go on writing must be simulated for it.</summary>
    public bool Stray { get; private init; }

    /// <summary>In the order of the columns.</summary>
    public static IReadOnlyList<SummaryQuantity> All { get; } =
    [
        new("saved", "ms", true, (runs, _) => runs.Saved()),
        new("switch_speedup", "", true, (runs, _) => runs.Speedup(p => p.InSwitch())),
        new("hot_phase_speedup", "", true, (runs, _) => runs.Speedup(p => p.InHotPhase())),
        new("downtime_speedup", "", true, (runs, _) => runs.Speedup(_ => true)),
        .. PhaseNames.All.Select(phase => Time(phase.Key(), p => p == phase)),
        Time("switch", p => p.InSwitch()),
        Time("hot_phase", p => p.InHotPhase()),
        Time("downtime", _ => true),
        new("load", "ms", false, (runs, side) => runs.Milliseconds(side, runs.Load(side))),
        new(
            "load_zeroing",
            "ms",
            false,
            (runs, side) => runs.Milliseconds(side, runs.Column(side, "load_zeroing_ps"))
        ),
        Counted("not_zeroed", "bytes"),
        Counted("own_destination", "pages"),
        Counted("failed_candidates", ""),
        Counted("migrated", "pages"),
        OfStrayWrites("any"),
        OfStrayWrites("detected"),
        OfStrayWrites("silent"),
    ];

    /// <summary>Its columns: for each side, or for both together, median, low and high.</summary>
    public IEnumerable<string> Columns() =>
        Prefixes()
            .SelectMany(p =>
                ((string[])["median", "low", "high"]).Select(end => Named($"{p}{Name}_{end}"))
            );

    /// <summary>Its cells; empty where no run has a value.</summary>
    public IEnumerable<string> Cells(PointRuns runs) =>
        Prefixes()
            .SelectMany(
                (_, side) =>
                {
                    List<double> sample = Sample(runs, side);
                    var interval = Interval.Of(sample);
                    return sample.Count == 0
                        ? ["", "", ""]
                        : (string[])
                            [
                                Numbers.Csv(interval.Median),
                                Numbers.Csv(interval.Low),
                                Numbers.Csv(interval.High),
                            ];
                }
            );

    private IEnumerable<string> Prefixes() => Paired ? [""] : Side.Names.Select(s => s + "_");

    private string Named(string column) => Unit.Length == 0 ? column : $"{column}_{Unit}";

    private static SummaryQuantity Time(string name, Func<Phase, bool> include) =>
        new(name, "ms", false, (runs, side) => runs.Milliseconds(side, runs.Span(side, include)));

    private static SummaryQuantity Counted(string name, string unit)
    {
        string column = unit.Length == 0 ? name : $"{name}_{unit}";
        return new(
            name,
            unit,
            false,
            (runs, side) => [.. runs.Column(side, column).Select(c => (double)c)]
        );
    }

    private static SummaryQuantity OfStrayWrites(string outcome) =>
        new(
            $"{outcome}_probability",
            "",
            false,
            (runs, side) =>
                [
                    .. runs.Column(side, $"stray_{outcome}_probability")
                        .Select(BitConverter.Int64BitsToDouble),
                ]
        )
        {
            Stray = true,
        };
}
