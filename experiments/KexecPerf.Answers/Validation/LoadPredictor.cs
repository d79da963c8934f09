using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using MathNet.Numerics.Distributions;

namespace KexecPerf.Answers.Validation;

/// <summary>Quantities of the load, and of CMA requests on their own.</summary>
internal sealed class LoadPredictor(IReadOnlyList<ValidationRow> rows, int replications)
{
    private static readonly Dictionary<string, Func<LoadOutcome, double>> Quantities = new()
    {
        ["load_ms"] = o => o.Total.TotalMilliseconds,
        ["load_copy_ms"] = o => o.Copy.TotalMilliseconds,
        ["load_digest_ms"] = o => o.Digest.TotalMilliseconds,
        ["cma_alloc_ms"] = o => o.CmaAllocation.TotalMilliseconds,
        ["cma_alloc_success"] = _ => 0,
        ["own_destination_pages"] = o => o.OwnDestination,
        ["source_runs"] = o => o.SourceRuns,
        ["cma_segments"] = o => o.Segments.Count(s => !s.IsListed),
        ["cma_migrated_pages"] = o => o.Migrated,
        // The same, where what the area held is not said: held to its range alone.
        ["cma_migrated_range"] = o => o.Migrated,
        ["cma_reclaims"] = o => o.ReclaimedForCma > 0 ? 1 : 0,
        ["purgatory_area_page"] = o => AreaPage(o, SegmentRole.Purgatory),
        ["boot_params_area_page"] = o => AreaPage(o, SegmentRole.BootParams),
        ["kernel_area_page"] = o => AreaPage(o, SegmentRole.Kernel),
        ["initrd_area_page"] = o => AreaPage(o, SegmentRole.Initrd),
    };

    /// <summary>Own-destination pages counted, by configuration.</summary>
    private readonly Dictionary<string, double> _counted = rows.Where(r =>
            r.Quantity == "own_destination_pages" && r.Value is not null
        )
        .GroupBy(r => r.RunKey)
        .ToDictionary(g => g.Key, g => g.Average(r => r.Value!.Value));

    public static bool Knows(string quantity) => Quantities.ContainsKey(quantity);

    /// <summary>What a row's prediction is given beside its conditions; empty: nothing.</summary>
    public string Given(ValidationRow row) =>
        row.Quantity != "load_copy_ms" ? ""
        : row.ListWords is not null ? "steps"
        : _counted.ContainsKey(row.RunKey) ? "own pages"
        : "";

    /// <summary>A load's quantity. Its copy time is predicted given the own-destination pages counted, where somebody counted them.</summary>
    public Interval OfLoad(
        ValidationRow row,
        Scenario scenario,
        IReadOnlyList<HotPhaseOutcome> outcomes
    )
    {
        IEnumerable<LoadOutcome> loads = outcomes.Select(o => o.Load);
        if (row.Quantity == "cma_alloc_success")
        {
            double share = outcomes.Count(o => o.AllInCma) / (double)outcomes.Count;
            return Successes(share, row.N);
        }

        if (row is { Quantity: "load_copy_ms", ListWords: { } words, ParkedPages: { } parked })
        {
            return Interval.Of([
                .. outcomes.Select((o, r) => WithSteps(o.Load, scenario, r, words, parked)),
            ]);
        }

        if (Given(row).Length > 0 && _counted.TryGetValue(row.RunKey, out double counted))
        {
            double[] distances =
            [
                .. loads.Select(o => Math.Abs(o.OwnDestination - counted)).Order(),
            ];
            double near = distances[distances.Length / 4];
            loads = loads.Where(o => Math.Abs(o.OwnDestination - counted) <= near);
        }

        return Interval.Of([.. loads.Select(Quantities[row.Quantity])]);
    }

    /// <summary>A request on its own.</summary>
    public Interval OfRequest(ValidationRow row, Scenario scenario)
    {
        var times = new List<double>();
        int succeeded = 0;
        for (int r = 0; r < replications; r++)
        {
            CmaTrial? trial = CmaTrial.Run(
                scenario,
                row.RequestPages!.Value,
                row.RequestAlignOrder ?? 0,
                RowMemory.Room(row),
                MachineDraw.Of(scenario.Machine, 1, r)
            );
            succeeded += trial is { Request.Ok: true } ? 1 : 0;
            times.Add(trial?.Duration.TotalMilliseconds ?? 0);
        }

        double share = succeeded / (double)replications;
        return row.Quantity == "cma_alloc_success" ? Successes(share, row.N) : Interval.Of(times);
    }

    /// <summary>
    /// A copy whose walks took the counted steps instead of those the replication took.
    /// </summary>
    private static double WithSteps(
        LoadOutcome load,
        Scenario scenario,
        int replication,
        long words,
        long parked
    )
    {
        MachineDraw draw = MachineDraw.Of(scenario.Machine, 1, replication);
        double ps =
            (words - load.EntrySteps) * (double)draw.Duration(LoadParameters.WalkEntry).Picoseconds
            + (parked - load.ParkedSteps)
                * (double)draw.Duration(LoadParameters.WalkParked).Picoseconds;
        return load.Copy.TotalMilliseconds + ps / 1e9;
    }

    /// <summary>First page of a segment in the area; -1 where it is not in it.</summary>
    private static double AreaPage(LoadOutcome load, SegmentRole role) =>
        load.Segments.First(s => s.Segment.Role == role) is { IsListed: false } placed
            ? placed.AreaPage
            : -1;

    /// <summary>The success fraction of so many repeats: the probability, and the 90 % range of a binomial count.</summary>
    private static Interval Successes(double probability, int repeats)
    {
        double n = Math.Max(1, repeats);
        double At(double level)
        {
            int k = 0;
            while (k < n && Binomial.CDF(probability, (int)n, k) < level)
            {
                k++;
            }

            return k / n;
        }

        return new Interval(probability, At(0.05), At(0.95));
    }
}
