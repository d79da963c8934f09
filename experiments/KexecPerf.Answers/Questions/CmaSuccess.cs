using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Loading;

namespace KexecPerf.Answers.Questions;

/// <summary>How often a side had every segment in CMA, and what kept the others out; one clause.</summary>
internal static class CmaSuccess
{
    public static string Reason(PairedRun c, PlacementDecision decision)
    {
        if (!decision.All || c.AllInCma >= 1)
        {
            return decision.Rule;
        }

        double noRoom = c.Outcomes.Share(c.B, o => o.Load.NoRoomToMigrate);
        double blocked = c.Outcomes.Share(
            c.B,
            o => !o.AllInCma && !o.Load.NoRoomToMigrate && o.Load.FailedCandidates > 0
        );
        var reasons = new List<string>();
        if (noRoom > 0)
        {
            reasons.Add(
                "process memory in the area finds no page to move to: none is free, "
                    + "no cache is left to drop and no swap"
            );
        }

        if (blocked > 0)
        {
            double tried = c
                .Outcomes.Counted(c.B, o => !o.AllInCma, o => o.Load.FailedCandidates)
                .Median;
            reasons.Add(
                $"short-term pins block every range ({Numbers.Short(tried)} candidates given up)"
            );
        }

        if (noRoom + blocked < 1 - c.AllInCma)
        {
            reasons.Add("what is free of the area holds no range long enough");
        }

        string causes = string.Join("; ", reasons);
        return c.AllInCma > 0
            ? FormattableString.Invariant(
                $"all segments get into CMA in {c.AllInCma * 100:0.#} % of loads; else {causes}"
            )
            : causes;
    }
}
