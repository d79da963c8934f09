using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>What <see cref="Compare"/> answers.</summary>
/// <param name="Basis">What it rests on: the scenario of a.</param>
/// <param name="Drawn">How the numbers of the two are drawn.</param>
/// <param name="Savings">What b saves over a.</param>
/// <param name="A">One side.</param>
/// <param name="B">The other.</param>
/// <param name="MeasureFirst">Path of the number that the range hangs on; null where nothing varies.</param>
internal sealed record CompareAnswer(
    Basis Basis,
    [property: JsonIgnore] ComparedDraws Drawn,
    [property: JsonIgnore] Savings Savings,
    ComparedSide A,
    ComparedSide B,
    [property: JsonIgnore] string? MeasureFirst
)
    : SavingsAnswer(
        Basis,
        Compare.Command,
        Savings,
        CompareLayout.Verdict(Savings),
        Compare.Command,
        SideKeys.B
    )
{
    /// <summary><c>one_machine</c>, <c>independent</c> or <c>same</c>.</summary>
    public string Draws => Drawn.Key();

    /// <inheritdoc/>
    public override IEnumerable<Block> KeyFigures() => [CompareLayout.Table(this)];

    /// <inheritdoc/>
    public override Document Document() => CompareLayout.Of(this);
}
