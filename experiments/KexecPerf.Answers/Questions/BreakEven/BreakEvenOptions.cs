using KexecPerf.Answers.Documents;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>What it means that CMA matters: it saves at least this share of this span, in the median.</summary>
/// <param name="Threshold">Share, above 0 and at most 1.</param>
/// <param name="Span">Of which span.</param>
internal sealed record BreakEvenOptions(double Threshold, PhaseSpan Span)
{
    /// <summary>5 % of the downtime.</summary>
    public static BreakEvenOptions Usual { get; } = new(0.05, PhaseSpan.Downtime);

    /// <summary>Reads both, null for the usual one.</summary>
    /// <exception cref="InputException">No such span, or no such share.</exception>
    public static BreakEvenOptions Parse(string? threshold, string? span) =>
        new(
            threshold is null ? Usual.Threshold : ParseThreshold(threshold),
            span is null ? Usual.Span : ParseSpan(span)
        );

    private static PhaseSpan ParseSpan(string text)
    {
        string[] keys = [.. PhaseSpans.All.Select(s => s.Key())];
        int at = Array.IndexOf(keys, text);
        return at >= 0
            ? PhaseSpans.All[at]
            : throw new InputException(
                InputPlace.Of("--of"),
                $"'{UserText.Shorten(text)}' is no span; write {string.Join(", ", keys)}"
            );
    }

    private static double ParseThreshold(string text)
    {
        try
        {
            double share = Counts.ParsePercent(text);
            return share > 0
                ? share
                : throw new InputException("every saving is above 0%; write for instance 5%");
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--threshold"));
        }
    }
}
