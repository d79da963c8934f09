using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// A host's last reboot, where it was a kexec, against what the model says of the host as it is.
/// </summary>
internal sealed record LastRebootLine
{
    private const string About = "Last reboot here";

    /// <summary>Whether it was a kexec; null: nothing tells.</summary>
    public required bool? WasKexec { get; init; }

    /// <summary>What tells it, or what would.</summary>
    public required string ToldBy { get; init; }

    /// <summary>Phases that are compared: the downtime, or early boot where the end of the system
    /// before has no stamp; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Compared { get; private init; }

    /// <summary>Of the host's own stamps, ms.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? MeasuredMs { get; private init; }

    /// <summary>Of the model, ms; none where no run of it has times.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Interval? ModelMs { get; private init; }

    /// <summary>From what to what was measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Span { get; private init; }

    /// <summary>One sentence.</summary>
    [JsonIgnore]
    public string Words =>
        (WasKexec, MeasuredMs, ModelMs) switch
        {
            (false, _, _) => $"{About} was not a kexec: {ToldBy}.",
            (null, _, _) => $"{About}: whether it was a kexec cannot be told ({ToldBy}).",
            (_, { } measured, { } model) =>
                $"{About}: measured {Numbers.Short(measured / 1e3)} s, model {Seconds(model)} "
                    + $"({Span}; a kexec, since {ToldBy}).",
            _ => $"{About} was a kexec, since {ToldBy}; how long it took it has no stamps of.",
        };

    /// <summary>What a host tells of it; null without a host.</summary>
    public static LastRebootLine? Of(LastReboot? reboot, AnswerRequest request)
    {
        if (reboot is null)
        {
            return null;
        }

        var line = new LastRebootLine { WasKexec = reboot.WasKexec, ToldBy = reboot.Why };
        if (reboot.WasKexec != true || (reboot.Whole ?? reboot.Kernel) is not { } measured)
        {
            return line;
        }

        bool whole = reboot.Whole is not null;
        return line with
        {
            Compared = whole ? PhaseSpan.Downtime.Key() : Phase.EarlyBoot.Key(),
            MeasuredMs = measured.TotalMilliseconds,
            ModelMs = Model(request, o => whole ? o.Downtime : o[Phase.EarlyBoot]),
            Span = (whole, reboot.FromSystemCall) switch
            {
                (true, true) =>
                    "downtime, from systemd's kexec to the first user space, by two clocks a second "
                        + "apart at most",
                (true, false) =>
                    "downtime and unmounting, from the journal's end to the first user space, by two "
                        + "clocks a second apart at most",
                _ => "early boot alone, from the kernel's time zero to the first user space",
            },
        };
    }

    private static Interval? Model(AnswerRequest request, Func<HotPhaseOutcome, SimTime> of)
    {
        Scenario host = request.HostAlone();
        PairedOutcomes outcomes = request.Run(request.Plan with { MachinesApart = false }, host);
        return outcomes.HasTimes ? outcomes.Milliseconds(outcomes.First, of).All : null;
    }

    private static string Seconds(Interval ms) =>
        Numbers.WithRange(new Interval(ms.Median / 1e3, ms.Low / 1e3, ms.High / 1e3));
}
