using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// An answer as data: what all begin and end with; what a question adds stands between. The properties are the JSON form.
/// </summary>
internal abstract record Answer
{
    /// <summary>Behind all that every answer ends with.</summary>
    public const int BehindTail = Tail + 1;

    private const int Head = -10;
    private const int Tail = 10;

    protected Answer(
        Basis basis,
        string question,
        string verdict,
        string command = "answer",
        string loaded = "the new kernel"
    )
    {
        Basis = basis;
        Schema = $"kexecperf.{command}/1";
        Question = question;
        Verdict = BootFirst(basis.Boot, loaded, verdict);
    }

    /// <summary>What it rests on; text alone needs it.</summary>
    [JsonIgnore]
    public Basis Basis { get; }

    [JsonPropertyOrder(Head)]
    public string Schema { get; }

    [JsonPropertyOrder(Head)]
    public string Question { get; }

    [JsonPropertyOrder(Head)]
    public string Evidence => "simulated";

    [JsonPropertyOrder(Head)]
    public string ModelVersion => Build.Version;

    [JsonPropertyOrder(Head)]
    public ulong Seed => Basis.Plan.Seed;

    [JsonPropertyOrder(Head)]
    public int Replications => Basis.Replications;

    [JsonPropertyOrder(Head)]
    public double MonteCarloErrorPercent => Basis.ErrorPercent;

    [JsonPropertyOrder(Head)]
    public MachineFigures Machine => new(Basis.Scenario);

    [JsonPropertyOrder(Head)]
    public string KernelVersion => Basis.Scenario.Kernel.Name;

    [JsonPropertyOrder(Head)]
    public ImageFigures Image => new(Basis.Scenario.Image);

    /// <summary>Whether what is loaded boots; null where nothing is.</summary>
    [JsonPropertyOrder(Head + 1)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BootOutcome? BootOutcome => Basis.Boot;

    /// <summary>
    /// Some sentences, with spans named; the first one says so where what is loaded does not surely
    /// boot.
    /// </summary>
    [JsonPropertyOrder(Tail)]
    public string Verdict { get; }

    [JsonPropertyOrder(Tail)]
    public IReadOnlyList<string> Assumptions =>
        [
            .. Basis.Remarks.Select(r => $"{r.About}: {r.Text}"),
            .. Basis.Assumed,
            .. Caveats.Assumptions(Basis.Scenario),
        ];

    [JsonPropertyOrder(Tail)]
    public IReadOnlyList<string> Envelope => Basis.Envelope;

    /// <summary>The host's last reboot against the model; null without a host.</summary>
    [JsonPropertyOrder(Tail)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LastRebootLine? LastReboot => Basis.LastReboot;

    /// <summary>The command line that asks the same again.</summary>
    [JsonPropertyOrder(Tail)]
    public string Reproduce => Basis.Command;

    /// <summary>
    /// A verdict behind what keeps the new kernel from booting, unless it says that.
    /// </summary>
    private static string BootFirst(BootOutcome? boot, string loaded, string verdict) =>
        boot is null || boot.Ok >= 1 || verdict.Contains(boot.Reason, StringComparison.Ordinal)
            ? verdict
            : boot.Sentence(loaded) + verdict;

    /// <summary>What a short form shows beside the verdict.</summary>
    public virtual IEnumerable<Block> KeyFigures() => [];

    /// <summary>What to do about it, where the answer says so.</summary>
    public virtual IEnumerable<Block> Advice() => [];

    /// <summary>Laid out.</summary>
    public abstract Document Document();
}
