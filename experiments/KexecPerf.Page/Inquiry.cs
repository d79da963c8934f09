using System.Diagnostics;
using System.Globalization;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Page;

/// <summary>
/// A question answered a little at a time: medians of few runs first, then runs until the error
/// asked for, then what takes longer. Each step is short, so that the next question need not wait.
/// What was run is kept, so the last answer is the command's to the byte.
/// </summary>
internal sealed class Inquiry
{
    /// <summary>Runs behind the first medians.</summary>
    private const int Few = 16;

    /// <summary>How long a step may take.</summary>
    private const double StepMs = 100;

    private readonly Asked _asked;
    private readonly HowMuchFasterCase _case;
    private readonly IEnumerator<Frame> _steps;
    private int _runs;
    private int _chunk = Few;

    /// <exception cref="Model.Inputs.InputException">Rows of a host that cannot be.</exception>
    public Inquiry(Asked asked)
    {
        _asked = asked;
        _case = HowMuchFaster.Case(asked.Request);
        _steps = Steps().GetEnumerator();
    }

    /// <summary>What can be shown before anything runs.</summary>
    public Frame First() =>
        new()
        {
            ControlsHtml = ControlsView.Html(Controls.Of(_asked.Request)),
            Command = _asked.Request.Command,
            Status = "running",
        };

    /// <summary>Works a while; the last frame says that it is done.</summary>
    public Frame Step() => _steps.MoveNext() ? _steps.Current : new Frame { Done = true };

    private IEnumerable<Frame> Steps()
    {
        PairedOutcomes outcomes;
        for (int look = Math.Min(Few, Most); ; look = Math.Min(2 * look, Most))
        {
            foreach (Frame part in Until(look))
            {
                yield return part;
            }

            outcomes = Run(look);
            if (look >= Most || Suffices(outcomes))
            {
                break;
            }

            yield return Figures(_case.Answer(outcomes), outcomes, isDone: false);
        }

        // What has run is not run again; what is watched stops it where this stopped.
        HowMuchFasterAnswer answer = HowMuchFaster.Answer(_asked.Request);
        yield return Figures(answer, outcomes, isDone: true) with
        {
            Text = _asked.Text(answer),
        };
        var curve = new SizeCurve(_asked.Request, answer);
        foreach (string? html in curve.Steps())
        {
            yield return new Frame { SizesHtml = html };
        }

        yield return new Frame { BarsHtml = Bars.Html(answer, withLevels: true) };
    }

    private int Most => _asked.Request.Plan.Replications ?? StoppingRule.Most;

    private bool Suffices(PairedOutcomes outcomes) =>
        outcomes.Count >= StoppingRule.First
        && _asked.Request.Plan.Replications is null
        && StoppingRule.IsEnough(outcomes.Watched, _asked.Request.Plan.Precision);

    /// <summary>So many runs, in parts of about <see cref="StepMs"/>.</summary>
    private IEnumerable<Frame> Until(int look)
    {
        while (_runs < look)
        {
            long start = Stopwatch.GetTimestamp();
            int from = _runs;
            PairedOutcomes outcomes = Run(_runs = Math.Min(look, _runs + _chunk));
            double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            _chunk = (int)Math.Clamp((_runs - from) * StepMs / Math.Max(took, 1), 1, 512);
            if (_runs < look)
            {
                yield return new Frame { Status = Status(outcomes, isDone: false) };
            }
        }
    }

    private PairedOutcomes Run(int count) =>
        _asked.Request.Run(_asked.Request.Plan with { Replications = count }, _case.Scenarios);

    private Frame Figures(HowMuchFasterAnswer answer, PairedOutcomes outcomes, bool isDone) =>
        new()
        {
            VerdictHtml = VerdictView.Html(answer),
            BarsHtml = Bars.Html(answer, withLevels: false),
            Measure =
                answer.MeasureFirst is { } path && answer.Basis.HasTimes
                    ? HowToMeasure.Words(path)
                    : "nothing: no number leaves a range here",
            Status = Status(outcomes, isDone),
        };

    private string Status(PairedOutcomes outcomes, bool isDone)
    {
        string error = outcomes.MonteCarloErrorPercent.ToString(
            "0.0",
            CultureInfo.InvariantCulture
        );
        string until = _asked.Request.Plan.Replications is { } all
            ? $"of {all}"
            : FormattableString.Invariant($"until {_asked.Request.Plan.Precision * 100:0.##} %");
        return $"{outcomes.Count} paired runs, medians {error} % off"
            + (isDone ? "" : $", {until}");
    }
}
