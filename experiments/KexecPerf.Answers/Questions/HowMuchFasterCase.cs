using KexecPerf.Answers.Runs;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What <see cref="HowMuchFaster"/> is to run, and what it makes of it: apart, so that who shows an
/// answer while it grows runs a few at a time.
/// </summary>
internal sealed class HowMuchFasterCase
{
    private readonly AnswerRequest _request;
    private readonly List<ScenarioRow> _rows;
    private readonly KhoScenarios? _kho;

    /// <summary>A host as it is often saves nothing: what is watched is where its rows
    /// lead.</summary>
    private readonly ScenarioRow _watched;

    /// <param name="request">What was asked.</param>
    /// <param name="rows">The lines of the answer, that of the request itself among them.</param>
    public HowMuchFasterCase(AnswerRequest request, List<ScenarioRow> rows)
    {
        (_request, _rows) = (request, rows);
        Scenario s = request.Scenario;
        Scenario watched = request.IsOfHost ? rows[^1].Scenario : s;
        _watched = rows.First(r => r.Scenario == watched);
        _kho = s.Kho && !s.ClassicSyscall ? new KhoScenarios(s) : null;
        Scenarios =
        [
            List(watched),
            watched,
            s,
            .. rows.Select(l => l.Scenario),
            .. rows.Select(l => List(l.Scenario)),
            .. _kho?.All ?? [],
        ];
    }

    /// <summary>What is run together, the watched one and its page list first.</summary>
    public Scenario[] Scenarios { get; }

    /// <summary>The answer from what they came to.</summary>
    public HowMuchFasterAnswer Answer(PairedOutcomes outcomes)
    {
        Scenario s = _request.Scenario;
        Scenario watched = _watched.Scenario;
        List<SavingsLine> lines =
        [
            .. _rows.Select(r => new SavingsLine(
                r.Name,
                r.Scenario,
                outcomes.Pair(List(r.Scenario), r.Scenario)
            )),
        ];
        int best = RowsText.Best(lines) is { } one ? lines.IndexOf(one) : -1;
        return new HowMuchFasterAnswer(
            _request.BasisOf(s, outcomes) with
            {
                Watched = $"the page list's hot phase and of what {_watched.Name} saves",
            },
            lines[_rows.FindIndex(r => r.Scenario == s)],
            lines,
            NextStep.Of(
                _request,
                _rows,
                best,
                _request.IsOfHost
                    && lines[0].BootOutcome.Ok >= 1
                    && lines.Take(Math.Max(0, best)).Any(l => l.BootOutcome.Ok < 1),
                lines[^1].Why
            ),
            MeasureFirst.Of(watched, outcomes, outcomes.Pair(List(watched), watched).SavedIn),
            _kho?.Words(outcomes),
            NodesText.Of(s)
        );
    }

    /// <summary>A host's rows are all held against the host's own kernel.</summary>
    private Scenario List(Scenario row) =>
        (_request.IsOfHost ? _request.Scenario : row).PageListSide();
}
