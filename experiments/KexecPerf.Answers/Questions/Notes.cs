using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Questions;

/// <summary>Notes below a table on what keeps a line from booting; the same one only once.</summary>
internal sealed class Notes
{
    private readonly List<string> _reasons = [];

    /// <summary>The cell on booting; its reason becomes a note.</summary>
    public string Cell(BootOutcome outcome)
    {
        return outcome.Ok >= 1 ? outcome.Cell : Mark(outcome.Cell, outcome.Note);
    }

    /// <summary>A cell with a note.</summary>
    public string Mark(string cell, string note)
    {
        if (!_reasons.Contains(note))
        {
            _reasons.Add(note);
        }

        return $"{cell} [{_reasons.IndexOf(note) + 1}]";
    }

    /// <summary>The notes of the cells made so far.</summary>
    public IEnumerable<Paragraph> Paragraphs() =>
        _reasons.Select((r, i) => new Paragraph($"[{i + 1}] {r}", 4));
}
