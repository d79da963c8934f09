using KexecPerf.Answers.Documents;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>Lays <see cref="CompareAnswer"/> out.</summary>
internal static class CompareLayout
{
    public static Document Of(CompareAnswer answer) =>
        new(
            "kexecperf compare: a against b",
            answer.Evidence,
            () =>
                [
                    new Paragraph(answer.Verdict),
                    new Gap(),
                    new Paragraph("a: " + Describe(answer.A.Scenario), 3),
                    new Paragraph("b: " + Describe(answer.B.Scenario), 3),
                    new Gap(),
                    Table(answer),
                    new Gap(),
                    SavingsLayout.Phases(Columns(answer)),
                    new Gap(),
                    .. PhaseBars.Of(Columns(answer)),
                    new Paragraph($"Draws: {answer.Drawn.Words()}.", 2),
                    .. Reason("a: ", answer.A),
                    .. Reason("b: ", answer.B),
                    .. answer.Basis.InDetail
                        ? SavingsDetail
                            .Of([("b over a", answer.Savings)], Columns(answer))
                            .Prepend(new Gap())
                            .Append(new Gap())
                        : [],
                    .. AnswerLayout.Tail(answer, answer.MeasureFirst, hasLetters: true),
                ],
            () =>
                [
                    SavingsLayout.Header,
                    .. SavingsLayout.Rows(Compare.Command, answer.Savings, SideKeys.A, SideKeys.B),
                ],
            JsonForm.Of(answer, () => QuestionsJson.Default, SideKeys.Rename)
        );

    /// <summary>What b saves over a.</summary>
    public static Table Table(CompareAnswer answer) =>
        SavingsLayout.Table(SideKeys.A, [("b over a", answer.Savings, answer.B.BootOutcome.Cell)]);

    private static PhaseColumn[] Columns(CompareAnswer answer) =>
        [new(SideKeys.A, answer.Savings, IsA: true), new(SideKeys.B, answer.Savings, IsA: false)];

    /// <summary>One sentence.</summary>
    public static string Verdict(Savings s) =>
        s.SavedMs is not { } saved ? "There is nothing to compare: a or b is never timed."
        : s.Same ? "a and b are the same (exactly 1x, 0 ms)."
        : $"b saves {Numbers.WithRange(saved)} ms over a: {SavingsText.Ratios(s)}.";

    private static IEnumerable<Paragraph> Reason(string label, ComparedSide side) =>
        side.BootOutcome.Ok < 1 ? [new Paragraph(label + side.BootOutcome.Note, 2)] : [];

    private static string Describe(Scenario s) =>
        $"{s.Machine.Name} (weakest: {WeakestEvidence.Of(s).Word()}), {s.Machine.Cpus} CPUs, "
        + $"kernel {s.Kernel.Name}, image {s.Image.Memsz}, "
        + $"CMA area {s.Memory.CmaArea}{(s.Kho ? ", KHO" : "")}{(s.ClassicSyscall ? ", kexec_load" : "")}";
}
