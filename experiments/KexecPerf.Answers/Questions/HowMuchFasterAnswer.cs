using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="HowMuchFaster"/> answers.</summary>
/// <param name="Basis">What it rests on: the scenario of the main line.</param>
/// <param name="Main">The line that the figures of the answer itself are of.</param>
/// <param name="Scenarios">Every line.</param>
/// <param name="Next">What to change; null where nothing is to be said of it.</param>
/// <param name="MeasureFirst">Path of the number that the range hangs on; null where nothing varies.</param>
/// <param name="UnderKho">A sentence on what 7.3 and CMA would save under KHO; null without KHO.</param>
/// <param name="Nodes">Where sources, destinations and area lie, and what follows; null with one
/// node.</param>
internal sealed record HowMuchFasterAnswer(
    Basis Basis,
    [property: JsonIgnore] SavingsLine Main,
    [property: JsonPropertyOrder(Answer.BehindTail + 1)] IReadOnlyList<SavingsLine> Scenarios,
    [property:
        JsonPropertyOrder(Answer.BehindTail),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        NextStep? Next,
    [property: JsonPropertyOrder(Answer.BehindTail)] string? MeasureFirst,
    [property:
        JsonPropertyOrder(Answer.BehindTail),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        string? UnderKho,
    [property:
        JsonPropertyOrder(Answer.BehindTail),
        JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)
    ]
        string? Nodes
)
    : SavingsAnswer(
        Basis,
        HowMuchFaster.Question,
        Main,
        RowsText.Verdict(Scenarios, Basis.Replications)
    )
{
    /// <summary>What memory that a guest's host has not backed would add; null elsewhere.</summary>
    [JsonPropertyOrder(Answer.BehindTail)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FirstTouchCosts>? FirstTouch { get; } =
        Main.HasTimes ? FirstTouchCosts.Of(Main.Scenario) : null;

    public CmaChance Placement => Main.Placement;

    public BootOutcome BootOutcomePageList => Main.BootOutcomePageList;

    /// <inheritdoc/>
    public override IEnumerable<Block> KeyFigures()
    {
        var notes = new Notes();
        return [HowMuchFasterLayout.Table(this, notes), .. notes.Paragraphs()];
    }

    /// <inheritdoc/>
    public override IEnumerable<Block> Advice() => HowMuchFasterLayout.Advice(Next);

    /// <inheritdoc/>
    public override Document Document() => HowMuchFasterLayout.Of(this);
}
