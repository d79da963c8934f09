using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>Notes below a table on what keeps a line from booting; the same one only once.</summary>
internal sealed class Notes
{
    private readonly List<string> _reasons = [];

    /// <summary>The cell on booting; its reason becomes a note.</summary>
    public string Cell(BootOutcome outcome)
    {
        if (outcome.Ok >= 1)
        {
            return outcome.Cell;
        }

        if (!_reasons.Contains(outcome.Note))
        {
            _reasons.Add(outcome.Note);
        }

        return $"{outcome.Cell} [{_reasons.IndexOf(outcome.Note) + 1}]";
    }

    /// <summary>The notes of the cells made so far.</summary>
    public IEnumerable<Paragraph> Paragraphs() =>
        _reasons.Select((r, i) => new Paragraph($"[{i + 1}] {r}", 4));
}
