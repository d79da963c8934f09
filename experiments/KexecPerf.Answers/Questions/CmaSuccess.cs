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

        double fails = c.Outcomes.Share(c.B, o => o.Load.Fails && !o.Load.NoRoomToMigrate);
        double noRoom = c.Outcomes.Share(c.B, o => o.Load.NoRoomToMigrate);
        double blocked = c.Outcomes.Share(
            c.B,
            o =>
                o is { AllInCma: false, Load: { Fails: false, NoRoomToMigrate: false } }
                && o.Load.FailedCandidates > 0
        );
        var reasons = new List<string>();
        if (noRoom > 0)
        {
            reasons.Add(
                "memory in the area that has to move finds no page to go to: none is free, "
                    + "no cache is left to drop and no swap"
            );
        }

        if (fails > 0)
        {
            reasons.Add("the load finds no memory or no place and fails");
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

        if (noRoom + fails + blocked < 1 - c.AllInCma)
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
