using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>What the text of every answer begins and ends with.</summary>
internal static class AnswerLayout
{
    /// <summary>An answer whose figures stand between verdict and end.</summary>
    public static Document Framed(
        Answer answer,
        string title,
        Func<IEnumerable<Block>> figures,
        Func<IReadOnlyList<string[]>> rows,
        JsonForm json,
        string? measureFirst = null,
        bool hasLetters = false
    ) =>
        new(
            title,
            answer.Evidence,
            () => [.. Opening(answer), .. figures(), .. Tail(answer, measureFirst, hasLetters)],
            rows,
            json
        );

    /// <summary>An answer as its document, or its verdict and command alone.</summary>
    public static Document Shown(Answer answer, bool isBrief)
    {
        Document whole = answer.Document() with { Commit = () => Commit(answer) };
        return isBrief ? whole with { Title = "", Blocks = () => Brief(answer) } : whole;
    }

    private static Block[] Brief(Answer answer) =>
        [
            new Paragraph($"{answer.Verdict.TrimEnd('.')} ({answer.Evidence})."),
            .. answer.Advice(),
            new CommandLine("Reproduce:", answer.Reproduce),
        ];

    /// <summary>
    /// Without a mark of its own at the start of a line, which git takes for a comment.
    /// </summary>
    private static Block[] Commit(Answer answer) =>
        [
            new Paragraph(answer.Verdict),
            new Gap(),
            .. answer.KeyFigures().SelectMany(f => new[] { f, new Gap() }),
            .. Setting(answer),
            new Paragraph(
                $"Simulated with KexecPerf {answer.ModelVersion}: medians [90 % of outcomes]."
            ),
            new CommandLine("Reproduce:", answer.Reproduce),
        ];

    /// <summary>The verdict, then what it is of.</summary>
    public static IEnumerable<Block> Opening(Answer answer, bool isMemoryAsked = false) =>
        [new Paragraph(answer.Verdict), new Gap(), .. Setting(answer, isMemoryAsked), new Gap()];

    /// <summary>The lines on machine and image, and on memory where it is in use or asked about.</summary>
    public static IEnumerable<Block> Setting(Answer answer, bool isMemoryAsked = false)
    {
        Scenario s = answer.Basis.Scenario;
        MachineFigures machine = answer.Machine;
        Segment kernel = s.Image.Segments.First(x => x.Role == SegmentRole.Kernel);
        long initrd = s
            .Image.Segments.Where(x => x.Role == SegmentRole.Initrd)
            .Sum(x => x.Bufsz.Bytes);
        yield return new Paragraph(
            $"machine  {machine.Name} (weakest: {machine.Evidence}), {machine.Cpus} CPUs, "
                + $"{s.Memory.Ram} RAM"
        );
        string sizes = FormattableString.Invariant(
            $"kernel {kernel.Bufsz.TotalMiB:0.0}->{kernel.Memsz.TotalMiB:0.0} MiB, initrd {initrd / 1048576.0:0.##} MiB"
        );
        yield return new Paragraph($"image    {sizes} ({answer.Image.Source})", 9);
        if (
            isMemoryAsked
            || s.Memory is { Pressure: > 0 } or { CmaOccupancy: > 0 } or { CmaPinned: > 0 }
        )
        {
            yield return new Paragraph("memory   " + Memory(s), 9);
        }

        if (s.Kernel.Name != s.Kernel.Version.ToString())
        {
            yield return new Paragraph("kernel   " + s.Kernel.Name.Replace("+", " + "), 9);
        }
    }

    /// <summary>The state of memory that an answer holds for.</summary>
    public static string Memory(Scenario s)
    {
        string others = s.Memory.Zones is null
            ? FormattableString.Invariant($"{s.Memory.Pressure * 100:0.#} % of other RAM in use")
            : "other RAM free and in use as counted";
        return FormattableString.Invariant(
            $"area {s.Memory.CmaOccupancy * 100:0.#} % in use, {s.Memory.CmaPinned} pages pinned, {others} ({s.Memory.Mix})"
        );
    }

    /// <summary>Remarks, what is not covered, error and command.</summary>
    public static IEnumerable<Block> Tail(
        Answer answer,
        string? measureFirst = null,
        bool hasLetters = false
    )
    {
        foreach (IGrouping<string, Remark> about in answer.Basis.Remarks.GroupBy(r => r.About))
        {
            string subject = char.ToUpperInvariant(about.Key[0]) + about.Key[1..];
            yield return new Paragraph(
                $"{subject}: {string.Join("; ", about.Select(r => r.Text))}.",
                2
            );
        }

        if (answer.LastReboot is { } reboot)
        {
            yield return new Paragraph(reboot.Words, 2);
        }

        yield return NotCovered(answer);
        if (answer.Basis.ListsAssumptions)
        {
            yield return new Paragraph("Assumed:");
            foreach (string assumption in Caveats.Assumptions(answer.Basis.Scenario))
            {
                yield return new Paragraph("* " + assumption, 2);
            }
        }

        if (hasLetters && answer.Basis.HasTimes)
        {
            yield return new Paragraph(EvidenceWords.Legend);
        }

        string first =
            measureFirst is null || !answer.Basis.HasTimes
                ? ""
                : $" Measure first: {HowToMeasure.Words(measureFirst)}.";
        yield return new Paragraph(Error(answer.Basis) + first, 2);
        yield return new CommandLine("Reproduce:", answer.Reproduce);
    }

    public static Paragraph NotCovered(Answer answer) =>
        new("Not covered: " + string.Join("; ", answer.Envelope) + ".", 2);

    private static string Error(Basis basis)
    {
        string kind = basis.Plan.MachinesApart ? "independent" : "paired";
        string runs =
            basis.Replications == 1 ? $"1 {kind} run" : $"{basis.Replications} {kind} runs";
        if (!basis.HasTimes)
        {
            return $"No run has a kexec to time ({runs}).";
        }

        string error =
            basis.Replications < 6
                ? $"{runs}, too few for an error."
                : "Medians [90 % of outcomes over machines and runs], each by itself: they neither "
                    + "add up nor divide. Monte Carlo error of "
                    + (basis.Watched ?? $"{basis.Plan.Span.Words()} and saving")
                    + FormattableString.Invariant($" {basis.ErrorPercent:0.0} % ({runs}).");
        ReplicationPlan plan = basis.Plan;
        bool stopped =
            plan.Replications is null && Math.Round(basis.ErrorPercent, 1) > 100 * plan.Precision;
        return stopped
            ? error
                + FormattableString.Invariant(
                    $" Stopped at the most runs; {100 * plan.Precision:0.##} % was not reached."
                )
            : error;
    }
}
