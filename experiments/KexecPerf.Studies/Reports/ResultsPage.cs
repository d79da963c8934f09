using System.Text;
using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// <c>README.md</c> of the results: what the review thread asked, answered for a server of each
/// architecture and under KHO; a block of it for a mail; more machines and releases; then every
/// study's headline.
/// </summary>
internal static class ResultsPage
{
    public const string FileName = "README.md";

    private static readonly (string Machine, string Kind)[] Machines =
    [
        ("intel-server", "an x86_64 server"),
        ("arm64-128c", "an arm64 server"),
        ("lab-guest", "the lab guest, emulated"),
    ];

    /// <summary>The page, given the studies in the order they are named.</summary>
    /// <param name="results">Folder of all studies, reported on already.</param>
    /// <param name="studies">Their names.</param>
    /// <param name="work">What it is part of.</param>
    public static string Render(string results, IReadOnlyList<string> studies, Work work)
    {
        var text = new StringBuilder();
        var answers = new ResultAnswers(work);
        text.Append(
            """
            # What CMA placement saves

            *Simulated, not measured: medians, and in brackets the range that holds 90 % of
            outcomes. Debian's 7.2.13 kernel, 64 MiB initrd, `cma=512M`,
            `CONFIG_CMA_ALIGNMENT=9`, memory as after boot; x86_64 is `intel-server`, 128 CPUs, arm64
            `arm64-128c`, KHO `intel-server` with `kho=on`. Each number stands above the command that
            makes it; this page and all below is made by `kexecperf report all`.*


            """
        );
        IReadOnlyList<ReviewAnswer> review = ReviewAnswer.All(answers);
        foreach (IGrouping<string, ReviewAnswer> question in review.GroupBy(a => a.Asked))
        {
            text.Append($"## {question.Key}\n\n");
            foreach (ReviewAnswer answer in question)
            {
                text.Append($"* **{answer.Case}.** {Escape(answer.Words)}\n");
            }

            text.Append(
                $"\n```sh\n{string.Join('\n', question.SelectMany(a => a.Commands).Distinct())}\n```\n\n"
            );
        }

        AppendMail(text, review);
        AppendTable(text, answers);
        AppendRelocations(text, answers);
        OneQuantity.Append(text, results, studies, Machines.Select(m => m.Machine), answers);
        StudiesSection.Append(text, results, studies);
        text.Append(
            """
            ### validation

            Predicted against measured, by `kexecperf validate`: [all rows](validation/validation.md).

            ![predicted-against-measured](validation/predicted-against-measured.png)

            ### sensitivity

            Which uncertain number to measure first, by `kexecperf sensitivity`:
            [all numbers](sensitivity/sensitivity.md).

            ![sensitivity](sensitivity/sensitivity.png)

            The runs themselves are not committed; `kexecperf sweep STUDY --resume` makes
            them anew, as Parquet, with the same summary.

            """
        );
        return text.ToString();
    }

    /// <summary>The answers as plain text of 72 columns.</summary>
    private static void AppendMail(StringBuilder text, IReadOnlyList<ReviewAnswer> review)
    {
        text.Append("## To paste into a mail\n\n```text\n");
        text.Append(
            TextRenderer.Wrap(
                $"Simulated with KexecPerf {Build.Version}, not measured. Medians, in "
                    + "brackets 90 % of "
                    + "outcomes. Debian's 7.2.13 kernel, 64 MiB initrd, cma=512M, "
                    + "CONFIG_CMA_ALIGNMENT=9, memory as after boot; x86_64 and KHO: a server "
                    + "of 128 "
                    + "CPUs, arm64: one of 128.",
                0
            )
        );
        foreach (IGrouping<string, ReviewAnswer> question in review.GroupBy(a => a.Asked))
        {
            text.Append($"\n> {question.Key.Trim('"')}\n\n");
            foreach (ReviewAnswer answer in question)
            {
                text.Append(TextRenderer.Wrap($"{answer.Case}: {answer.Words}", 0));
            }
        }

        text.Append("\nReproduce (arm64: --machine arm64-128c; KHO: --kho on):\n");
        foreach (
            string command in review.Where(a => a.IsFirst).SelectMany(a => a.Commands).Distinct()
        )
        {
            text.Append(TextRenderer.Command(new CommandLine(" ", command)));
        }

        text.Append("```\n\n");
    }

    /// <summary>More machines, both releases, in one table.</summary>
    private static void AppendTable(StringBuilder text, ResultAnswers answers)
    {
        text.Append("## By machine and release\n\n");
        string[] spans = [.. PhaseSpans.All.Select(s => s.Words())];
        text.Append($"| | saved ms | {string.Join(" | ", spans)} | boots |\n");
        text.Append($"| --- | ---: | {string.Concat(spans.Select(_ => "---: | "))}--- |\n");
        foreach ((string machine, string kind) in Machines)
        {
            foreach (string kernel in QuestionCatalog.Usual.Releases)
            {
                SavingsLine line = answers.Savings(machine, kernel);
                string cells = string.Join(
                    " | ",
                    PhaseSpans.All.Select(s => Numbers.Ratio(line[s].Speedup))
                );
                string saved = Numbers.WithRange(line.SavedMs!);
                string boots = line.BootOutcome.Word;
                text.Append($"| {kind} (`{machine}`), {kernel} | {saved} | {cells} | {boots} |\n");
            }
        }

        text.Append(
            """

            With CONFIG_CMA_ALIGNMENT=8, the default, a new x86_64 kernel overwrites the first pages of
            its initrd, so that none of this comes up: hence 9. The commands are those above with
            `--machine lab-guest`.


            """
        );
    }

    /// <summary>The question asked a year later: relocation alone, whatever is hashed, beside the patch's own band.</summary>
    private static void AppendRelocations(StringBuilder text, ResultAnswers answers)
    {
        text.Append("## \"How much time can we save by skipping relocations?\"\n\n");
        text.Append(
            "The relocation phase with a page list, which is all that skipping it can save; "
                + "the patch says\n4-50 ms per 100 MiB.\n\n"
        );
        text.Append("| | relocation ms | ms per 100 MiB | of the hot phase |\n");
        text.Append("| --- | ---: | ---: | ---: |\n");
        foreach ((string machine, string kind) in Machines)
        {
            SavingsLine line = answers.Savings(machine, "7.3");
            Interval ms = line[Phase.Relocation].A;
            double per = 100 / line.Scenario.Image.Memsz.TotalMiB;
            var scaled = new Interval(ms.Median * per, ms.Low * per, ms.High * per);
            double share = 100 * ms.Median / line.HotPhase.A.Median;
            text.Append(
                $"| {kind} (`{machine}`) | {Numbers.WithRange(ms)} | "
                    + $"{Numbers.WithRange(scaled)} | {Numbers.Short(share)} % |\n"
            );
        }

        text.Append(
            "\nThe same commands as above with `--kernel-version 7.3`; the rest of what 7.3 "
                + "saves on x86_64 is the\npurgatory's SHA-256, which CMA placement alone does not remove before.\n\n"
        );
    }

    private static string Escape(string text) => text.Replace("*", "\\*").Replace("<", "&lt;");
}
