using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Does the new kernel come up, and if not, why: shares of replications.</summary>
internal sealed record BootOutcome(
    double Ok,
    double InitrdOverwritten,
    double PurgatoryHang,
    double CpuStopHang,
    double LoadFails,
    string Reason
)
{
    public static BootOutcome Of(PairedOutcomes outcomes, ScenarioRun run, Scenario scenario)
    {
        double overwritten = outcomes.Share(run, o => o.InitrdPagesOverwritten > 0);
        double purgatory = outcomes.Share(run, o => o.PurgatoryHang);
        double cpus = outcomes.Share(run, o => o.CpuStopHang);
        double fails = outcomes.Share(run, o => o.Load.Fails);
        double refused = outcomes.Share(run, o => o.Load.Refused);
        long pages = Enumerable
            .Range(0, outcomes.Count)
            .Select(r => run[r].InitrdPagesOverwritten)
            .DefaultIfEmpty(0)
            .Max();
        var reasons = new List<string>();
        if (refused > 0)
        {
            reasons.Add(
                "the kernel refuses an image of more than half of RAM (-EINVAL), or finds no place for it, so the old kernel runs on"
            );
        }
        else if (fails > 0)
        {
            reasons.Add(
                "the load needs more memory than is free, cached or swappable: the OOM killer "
                    + "ends processes until there is enough, or ends the loader (-ENOMEM)"
            );
        }

        if (cpus > 0)
        {
            reasons.Add("a CPU never answers and kexec waits for it without limit");
        }

        if (purgatory > 0)
        {
            reasons.Add(
                "old content in the padding of a CMA segment fails the digest, and the purgatory loops "
                    + "(init_on_alloc=1 or tail zeroing cures it)"
            );
        }

        if (overwritten > 0)
        {
            reasons.Add(
                $"initrd pages 0-{pages - 1} overwritten (CONFIG_CMA_ALIGNMENT={scenario.CmaAlignment}; 9 cures it)"
            );
        }

        return new BootOutcome(
            outcomes.Share(run, o => o.Boots),
            overwritten,
            purgatory,
            cpus,
            fails,
            reasons.Count == 0
                ? "nothing in the model keeps it from booting"
                : string.Join("; ", reasons)
        );
    }

    /// <summary><c>yes</c>, <c>no</c>, or the share that boots.</summary>
    [JsonIgnore]
    public string Word =>
        Ok switch
        {
            1 => "yes",
            0 => "no",
            _ => FormattableString.Invariant($"{Ok * 100:0} %"),
        };
}
