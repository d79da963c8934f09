using System.Text.Json.Serialization;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Does the new kernel come up, and if not, why: shares of replications.</summary>
/// <param name="Ok">It does.</param>
/// <param name="Uncertain">Nothing certain keeps it from booting, but something that is not known
/// may.</param>
/// <param name="InitrdOverwritten">Its boot stub overwrites initrd pages.</param>
/// <param name="PurgatoryHang">The digest does not match.</param>
/// <param name="CpuStopHang">A CPU never answers.</param>
/// <param name="KernelTooLow">arm64: it lies below its entry.</param>
/// <param name="LoadFails">There is nothing to boot.</param>
/// <param name="Reason">What keeps it from booting, or may; one or more clauses.</param>
internal sealed record BootOutcome(
    double Ok,
    double Uncertain,
    double InitrdOverwritten,
    double PurgatoryHang,
    double CpuStopHang,
    double KernelTooLow,
    double LoadFails,
    string Reason
)
{
    /// <summary>Of a scenario that was run.</summary>
    public static BootOutcome Of(PairedOutcomes outcomes, Scenario scenario) =>
        Of(outcomes, outcomes[scenario], scenario);

    public static BootOutcome Of(PairedOutcomes outcomes, ScenarioRun run, Scenario scenario)
    {
        string[] reasons = [.. BootReasons.Of(outcomes, run, scenario)];
        return new BootOutcome(
            outcomes.Share(run, o => o.Boots),
            outcomes.Share(run, o => o.IsUncertain),
            outcomes.Share(run, o => o.InitrdPagesOverwritten > 0),
            outcomes.Share(run, o => o.PurgatoryHang),
            outcomes.Share(run, o => o.CpuStopHang),
            outcomes.Share(run, o => o.KernelTooLow),
            outcomes.Share(run, o => o.Load.Fails),
            reasons.Length == 0
                ? "nothing in the model keeps it from booting"
                : string.Join("; ", reasons)
        );
    }

    /// <summary>
    /// <c>yes</c>, <c>no</c>, <c>?</c> where that is not known, or the share that boots.
    /// </summary>
    [JsonIgnore]
    public string Word =>
        (Ok, Uncertain) switch
        {
            (1, _) => "yes",
            (0, 0) => "no",
            (_, 0) => FormattableString.Invariant($"{Ok * 100:0} %"),
            _ when Ok + Uncertain > 1 - 1e-9 => "?",
            _ => FormattableString.Invariant($"{Ok * 100:0}-{(Ok + Uncertain) * 100:0} %"),
        };

    /// <summary><see cref="Word"/> without a share; <c>-</c> where there is nothing to boot.</summary>
    [JsonIgnore]
    public string Cell =>
        LoadFails >= 1 ? "-"
        : Word is "yes" or "no" ? Word
        : "?";

    /// <summary>What keeps it from booting, with the share that boots.</summary>
    [JsonIgnore]
    public string Note => Word.EndsWith('%') ? $"boots in {Word} of runs: {Reason}" : Reason;

    /// <summary>
    /// What a verdict begins with: that it does not surely boot, with reason and cure; nothing
    /// where it does.
    /// </summary>
    /// <param name="what">What boots, such as <c>the new kernel</c>.</param>
    public string Sentence(params string[] what)
    {
        string all = string.Join(" and ", what);
        bool one = what.Length == 1;
        string sentence =
            Ok >= 1 ? ""
            : LoadFails >= 1 ? $"nothing is there to boot: {Reason}. "
            : Word is "?" ? $"whether {all} {(one ? "boots" : "boot")} is not known: {Reason}. "
            : Word is "no" ? $"{all} {(one ? "does" : "do")} not boot: {Reason}. "
            : $"{all} {(one ? "boots" : "boot")} in {Word} of runs: {Reason}. ";
        // A row's name is written as it is.
        return sentence.Length == 0 || what[0].StartsWith("cma=", StringComparison.Ordinal)
            ? sentence
            : char.ToUpperInvariant(sentence[0]) + sentence[1..];
    }
}
