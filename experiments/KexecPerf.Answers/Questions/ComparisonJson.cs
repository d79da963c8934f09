using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>A comparison as JSON and CSV; the sides' names become keys: <c>page_list</c> and <c>cma</c>, or <c>a</c> and <c>b</c>.</summary>
internal static class ComparisonJson
{
    /// <summary>Adds phases, spans, what is saved and what dominates.</summary>
    public static void Add(JsonObject json, Comparison c, string a, string b)
    {
        json["phases"] = new JsonArray([
            .. PhaseNames.All.Select(p =>
            {
                JsonObject phase = Times(c, o => o[p], a, b);
                phase.Insert(0, "name", p.Key());
                return (JsonNode)phase;
            }),
        ]);
        foreach ((string key, _, Func<HotPhaseOutcome, SimTime> of) in Comparison.Spans)
        {
            JsonObject span = Times(c, of, a, b);
            span["speedup"] = Numbers.Json(c.Speedup(of));
            span["geometric_mean_speedup"] = MonteCarlo.Ratio(c, of);
            json[key] = span;
        }

        json["load_phase"] = Load(c, a, b);
        json["saved_ms"] = Numbers.Json(c.SavedMs);
        MonteCarlo.Add(json, c);
        if (c.IsMixed)
        {
            json["saved_if_cma_succeeds_ms"] = Numbers.Json(c.SavedGiven(true));
            json["saved_if_cma_falls_back_ms"] = Numbers.Json(c.SavedGiven(false));
        }

        json["dominated_by"] = new JsonObject
        {
            [a] = c.Dominating(c.A).Key(),
            [b] = c.Dominating(c.B).Key(),
        };
    }

    /// <summary>The same figures as rows.</summary>
    public static IEnumerable<string[]> Rows(string scenario, Comparison c, string a, string b)
    {
        foreach (Phase p in PhaseNames.All)
        {
            yield return Row(scenario, p.Key(), a, "ms", c.Outcomes.Milliseconds(c.A, o => o[p]));
            yield return Row(scenario, p.Key(), b, "ms", c.Outcomes.Milliseconds(c.B, o => o[p]));
        }

        foreach ((string key, _, Func<HotPhaseOutcome, SimTime> of) in Comparison.Spans)
        {
            yield return Row(scenario, key, a, "ms", c.Outcomes.Milliseconds(c.A, of));
            yield return Row(scenario, key, b, "ms", c.Outcomes.Milliseconds(c.B, of));
            yield return Row(scenario, key, "speedup", "ratio", c.Speedup(of));
        }

        yield return Row(scenario, "load_phase", a, "ms", c.Outcomes.Milliseconds(c.A, LoadTime));
        yield return Row(scenario, "load_phase", b, "ms", c.Outcomes.Milliseconds(c.B, LoadTime));
        yield return Row(scenario, "saved", $"{a}-{b}", "ms", c.SavedMs);
    }

    /// <summary>Header of <see cref="Rows"/>.</summary>
    public static string[] Header { get; } =
    ["scenario", "quantity", "side", "unit", "median", "low", "high"];

    /// <summary>The load, which is no downtime, and what decides it: pages that are their own destination, candidates, migrated pages.</summary>
    private static JsonObject Load(Comparison c, string a, string b)
    {
        JsonObject load = Times(c, LoadTime, a, b);
        load["own_destination_pages"] = Numbers.Json(
            c.Outcomes.Counted(c.A, o => o.Load.OwnDestination)
        );
        load["cma_failed_candidates"] = Numbers.Json(
            c.Outcomes.Counted(c.B, o => o.Load.FailedCandidates)
        );
        load["cma_migrated_pages"] = Numbers.Json(c.Outcomes.Counted(c.B, o => o.Load.Migrated));
        return load;
    }

    private static SimTime LoadTime(HotPhaseOutcome o) => o.Load.Total;

    private static JsonObject Times(
        Comparison c,
        Func<HotPhaseOutcome, SimTime> of,
        string a,
        string b
    )
    {
        var times = new JsonObject
        {
            [a + "_ms"] = Numbers.Json(c.Outcomes.Milliseconds(c.A, of)),
            [b + "_ms"] = Numbers.Json(c.Outcomes.Milliseconds(c.B, of)),
        };
        if (c.IsMixed)
        {
            times["cma_succeeds_ms"] = Numbers.Json(c.Given(true, of));
            times["cma_falls_back_ms"] = Numbers.Json(c.Given(false, of));
        }

        return times;
    }

    private static string[] Row(
        string scenario,
        string quantity,
        string side,
        string unit,
        Interval i
    ) =>
        [
            scenario,
            quantity,
            side,
            unit,
            Numbers.Csv(i.Median),
            Numbers.Csv(i.Low),
            Numbers.Csv(i.High),
        ];
}
