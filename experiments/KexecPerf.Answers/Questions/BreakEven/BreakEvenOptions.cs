using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions.BreakEven;

/// <summary>What it means that CMA matters: it saves at least this share of this span, in the median.</summary>
/// <param name="Threshold">Share, above 0 and at most 1.</param>
/// <param name="Key">Key of the span.</param>
internal sealed record BreakEvenOptions(double Threshold, string Key)
{
    /// <summary>5 % of the downtime.</summary>
    public static BreakEvenOptions Usual { get; } = new(0.05, "downtime");

    /// <summary>Name of the span.</summary>
    public string Name => Span.Name;

    /// <summary>The span of a run.</summary>
    public Func<HotPhaseOutcome, SimTime> Of => Span.Of;

    private (string Key, string Name, Func<HotPhaseOutcome, SimTime> Of) Span =>
        Comparison.Spans.First(s => s.Key == Key);

    /// <summary>Reads both, null for the usual one.</summary>
    /// <exception cref="InputException">No such span, or no such share.</exception>
    public static BreakEvenOptions Parse(string? threshold, string? span)
    {
        if (span is not null && Comparison.Spans.All(s => s.Key != span))
        {
            throw new InputException(
                InputPlace.Of("--of"),
                $"'{UserText.Shorten(span)}' is no span; write "
                    + string.Join(", ", Comparison.Spans.Select(s => s.Key))
            );
        }

        return new BreakEvenOptions(
            threshold is null ? Usual.Threshold : ParseThreshold(threshold),
            span ?? Usual.Key
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
