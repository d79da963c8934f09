using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>What <c>sweep --dry-run</c> prints.</summary>
internal sealed record DryRunReport
{
    private readonly Study _study;
    private readonly int _jobs;

    /// <param name="study">What would be swept.</param>
    /// <param name="secondsARun">How long a run takes.</param>
    /// <param name="jobs">Threads.</param>
    internal DryRunReport(Study study, double secondsARun, int jobs)
    {
        (_study, _jobs) = (study, jobs);
        EstimatedSeconds = secondsARun * Runs / jobs;
    }

    public string Schema => SweepRequest.Schema;

    public string Study => _study.Name;

    public bool DryRun => true;

    public int Points => _study.Count;

    /// <summary>Of each point, the fewest where a precision is asked for.</summary>
    public int Replications => _study.Plan.Replications ?? StoppingRule.First;

    /// <summary>Of all points and sides, the fewest.</summary>
    public long Runs => (long)Points * Replications * Sides.All.Count;

    public double EstimatedSeconds { get; }

    private string Total
    {
        get
        {
            bool isFixed = _study.Plan.Replications is not null;
            string replications = isFixed
                ? string.Create(CultureInfo.InvariantCulture, $"{Replications} replications")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Replications} to {_study.Plan.Most} replications, until the error is {100 * _study.Plan.Precision:0.##} %"
                );
            string atLeast = isFixed ? "" : "at least ";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{Points:N0} points x {replications} x 2 sides: {atLeast}{Runs:N0} runs, {atLeast}{Durations.Wait(TimeSpan.FromSeconds(EstimatedSeconds))} on {_jobs} threads of this machine."
            );
        }
    }

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        List<string[]> rows = [.. _study.Axes.Select(Row)];
        return new Document(
            $"kexecperf sweep: {Study}, dry run",
            "",
            [
                .. _study.Title.Length > 0 ? [new Paragraph(_study.Title)] : (Block[])[],
                new Gap(),
                new Table(["axis", "values", ""], rows, Prose: true),
                new Gap(),
                new Paragraph(Total, 2),
            ],
            [
                ["axis", "values", "range"],
                .. rows,
            ],
            JsonForm.Of(this, () => SweepsJson.Default)
        );
    }

    private static string[] Row(StudyAxis axis) =>
        [
            axis.Key,
            axis.Values.Count.ToString(CultureInfo.InvariantCulture),
            axis.Values.Count == 1
                ? axis.Values[0].Text
                : $"{axis.Values[0].Text} to {axis.Values[^1].Text}",
        ];
}
