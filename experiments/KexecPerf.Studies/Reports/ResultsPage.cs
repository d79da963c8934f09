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
/// <c>README.md</c> of the results: what the review thread asked, answered for a server of each architecture and for the guest that was measured, each
/// number with the command that makes it; then every study's headline.
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

    private static readonly Question[] Questions =
    [
        .. QuestionCatalog.All.Where(q => q.Asked is not null),
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
            `CONFIG_CMA_ALIGNMENT=9`. Each number stands
            above the command that makes it; this page and all below is made by
            `kexecperf report all`.*


            """
        );
        AppendShort(text, answers);
        AppendTable(text, answers);
        foreach (Question question in Questions)
        {
            AppendQuestion(text, question, answers);
        }

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

    /// <summary>The three questions on the first screen, for the x86_64 server; how much faster is the table below.</summary>
    private static void AppendShort(StringBuilder text, ResultAnswers answers)
    {
        foreach (Question question in Questions)
        {
            string verdict = answers.To(question, Machines[0].Machine, "7.3").Verdict;
            text.Append($"* **{question.Asked}** {Escape(verdict)}\n");
        }

        text.Append($"\nThat is for {Machines[0].Kind} on 7.3. By machine and release:\n\n");
    }

    /// <summary>All machines and both kernels in one table, so that the first screen holds the answer.</summary>
    private static void AppendTable(StringBuilder text, ResultAnswers answers)
    {
        string[] spans = [.. PhaseSpans.All.Select(s => s.Words())];
        text.Append($"| | saved ms | {string.Join(" | ", spans)} | boots |\n");
        text.Append($"| --- | ---: | {string.Concat(spans.Select(_ => "---: | "))}--- |\n");
        foreach ((string machine, string kind) in Machines)
        {
            foreach (string kernel in (string[])["7.2", "7.3"])
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
            "\nWith CONFIG_CMA_ALIGNMENT=8, the default, a new x86_64 kernel overwrites the first pages of\nits initrd, so that none of this comes up: hence 9.\n\n"
        );
    }

    private static void AppendQuestion(StringBuilder text, Question question, ResultAnswers answers)
    {
        text.Append($"## {question.Asked}\n\n");
        foreach ((string machine, string kind) in Machines)
        {
            foreach (string kernel in question.Releases)
            {
                Answer answer = answers.To(question, machine, kernel);
                text.Append(
                    $"**{char.ToUpperInvariant(kind[0])}{kind[1..]}, {kernel}.** {Escape(answer.Verdict)}\n\n"
                );
                text.Append($"```sh\n{answer.Reproduce}\n```\n\n");
            }
        }
    }

    /// <summary>The question asked a year later: relocation alone, whatever is hashed, beside the patch's own band.</summary>
    private static void AppendRelocations(StringBuilder text, ResultAnswers answers)
    {
        text.Append("## \"How much time can we save by skipping relocations?\"\n\n");
        text.Append(
            "The relocation phase with a page list, which is all that skipping it can save; the patch says\n4-50 ms per 100 MiB.\n\n"
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
                $"| {kind} (`{machine}`) | {Numbers.WithRange(ms)} | {Numbers.WithRange(scaled)} | {Numbers.Short(share)} % |\n"
            );
        }

        text.Append(
            "\nThe same commands as above with `--kernel-version 7.3`; the rest of what 7.3 saves on x86_64 is the\npurgatory's SHA-256, which CMA placement alone does not remove before.\n\n"
        );
    }

    private static string Escape(string text) => text.Replace("*", "\\*").Replace("<", "&lt;");
}
