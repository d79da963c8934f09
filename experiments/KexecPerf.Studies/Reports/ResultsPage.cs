using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Questions.DmaRisk;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Figures.Drawing;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Studies.Reports;

/// <summary>
/// <c>README.md</c> of the results: what the review thread asked, answered for a server of each architecture and for the guest that was measured, each
/// figure with the command that makes it; then every study's headline.
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

    private static readonly (string Asked, string Question)[] Questions =
    [
        ("\"How much faster?\"", HowMuchFaster.Question),
        ("\"Is stray DMA known to be a problem?\"", DmaRisk.Question),
        ("\"Would it be more efficient to zero the remainder after the copy?\"", Zeroing.Question),
    ];

    /// <summary>The page, given the studies in the order they are named.</summary>
    /// <param name="results">Folder of all studies, reported on already.</param>
    /// <param name="studies">Their names.</param>
    /// <param name="cancel">Set when the user interrupts.</param>
    public static string Render(
        string results,
        IReadOnlyList<string> studies,
        CancellationToken cancel
    )
    {
        var text = new StringBuilder();
        var answers = new Dictionary<(string, string, string), Document>();
        Document Ask(string question, string machine, string kernel) =>
            answers.TryGetValue((question, machine, kernel), out Document? known)
                ? known
                : answers[(question, machine, kernel)] = Answer(question, machine, kernel, cancel);

        text.Append(
            """
            # What CMA placement saves

            *Simulated, not measured: medians, and in brackets the range that holds 90 % of
            outcomes. Debian's 7.2.13 kernel, 64 MiB initrd, `cma=512M`. Each figure stands
            above the command that makes it; this page and all below is made by
            `kexecperf report all`.*


            """
        );
        AppendShort(text, Ask);
        AppendTable(text, Ask);
        foreach ((string asked, string question) in Questions)
        {
            AppendQuestion(text, asked, question, Ask);
        }

        AppendRelocations(text, Ask);
        text.Append("## Studies\n\n");
        foreach (string study in studies)
        {
            var table = SummaryTable.Read(Path.Combine(results, study, "summary.csv"));
            text.Append(
                $"* [{study}]({study}/{ReportWriter.MarkdownName}) "
                    + $"([page]({study}/{ReportWriter.PageName})): "
                    + $"{StudyTable.Of(study, table).Headline(table)}\n"
            );
        }

        text.Append(
            """
            * [validation](validation/validation.md): predicted against measured, by `kexecperf validate`.
            * [sensitivity](sensitivity/sensitivity.md): which uncertain number to measure first, by `kexecperf sensitivity`.

            The runs themselves are not committed; `kexecperf sweep STUDY --resume` makes
            them anew, as Parquet, with the same summary.

            """
        );
        return text.ToString();
    }

    /// <summary>The three questions on the first screen, for the x86_64 server; how much faster is the table below.</summary>
    private static void AppendShort(StringBuilder text, Func<string, string, string, Document> ask)
    {
        foreach ((string asked, string question) in Questions)
        {
            string verdict = ask(question, Machines[0].Machine, "7.3").Json["verdict"]!.ToString();
            text.Append($"* **{asked}** {Escape(verdict)}\n");
        }

        text.Append($"\nThat is for {Machines[0].Kind} on 7.3. By machine and release:\n\n");
    }

    /// <summary>All machines and both kernels in one table, so that the first screen holds the answer.</summary>
    private static void AppendTable(StringBuilder text, Func<string, string, string, Document> ask)
    {
        text.Append("| | saved ms | switch | hot phase | downtime | boots |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | --- |\n");
        foreach ((string machine, string kind) in Machines)
        {
            foreach (string kernel in (string[])["7.2", "7.3"])
            {
                JsonObject answer = ask(HowMuchFaster.Question, machine, kernel).Json;
                string cells = string.Join(
                    " | ",
                    Comparison.Spans.Select(s => Numbers.Ratio(Range(answer[s.Key]!["speedup"]!)))
                );
                double boots = answer["boot_outcome"]!["ok"]!.GetValue<double>();
                text.Append(
                    $"| {kind} (`{machine}`), {kernel} | {Numbers.WithRange(Range(answer["saved_ms"]!))} | {cells} | {(boots == 1 ? "yes" : "no [1]")} |\n"
                );
            }
        }

        text.Append(
            "\n[1] On x86_64 with CONFIG_CMA_ALIGNMENT=8, the default, the new kernel overwrites the\nfirst pages of its initrd; 9 cures it.\n\n"
        );
    }

    private static void AppendQuestion(
        StringBuilder text,
        string asked,
        string question,
        Func<string, string, string, Document> ask
    )
    {
        text.Append($"## {asked}\n\n");
        foreach ((string machine, string kind) in Machines)
        {
            // What placement saves depends on the release; the other two answers hardly do.
            string[] kernels = question == HowMuchFaster.Question ? ["7.2", "7.3"] : ["7.3"];
            foreach (string kernel in kernels)
            {
                Document answer = ask(question, machine, kernel);
                text.Append(
                    $"**{char.ToUpperInvariant(kind[0])}{kind[1..]}, {kernel}.** {Escape(answer.Json["verdict"]!.ToString())}\n\n"
                );
                text.Append($"```sh\n{answer.Json["reproduce"]}\n```\n\n");
            }
        }
    }

    /// <summary>The question asked a year later: relocation alone, whatever is hashed, beside the patch's own band.</summary>
    private static void AppendRelocations(
        StringBuilder text,
        Func<string, string, string, Document> ask
    )
    {
        text.Append("## \"How much time can we save by skipping relocations?\"\n\n");
        text.Append(
            "The relocation phase with a page list, which is all that skipping it can save; the patch says\n4-50 ms per 100 MiB.\n\n"
        );
        text.Append("| | relocation ms | ms per 100 MiB | of the hot phase |\n");
        text.Append("| --- | ---: | ---: | ---: |\n");
        foreach ((string machine, string kind) in Machines)
        {
            JsonObject answer = ask(HowMuchFaster.Question, machine, "7.3").Json;
            JsonNode relocation = answer["phases"]!
                .AsArray()
                .First(p => p!["name"]!.ToString() == Phase.Relocation.Key())!["page_list_ms"]!;
            Interval ms = Range(relocation);
            double per = 100 * 1048576.0 / answer["image"]!["memsz_bytes"]!.GetValue<long>();
            double hot = Range(answer["hot_phase"]!["page_list_ms"]!).Median;
            var scaled = new Interval(ms.Median * per, ms.Low * per, ms.High * per);
            text.Append(
                $"| {kind} (`{machine}`) | {Numbers.WithRange(ms)} | {Numbers.WithRange(scaled)} | {Numbers.Short(100 * ms.Median / hot)} % |\n"
            );
        }

        text.Append(
            "\nThe same commands as above with `--kernel-version 7.3`; the rest of what 7.3 saves on x86_64 is the\npurgatory's SHA-256, which CMA placement alone does not remove before.\n\n"
        );
    }

    private static Document Answer(
        string question,
        string machine,
        string kernel,
        CancellationToken cancel
    )
    {
        string[] options = ["machine", machine, "kernel-version", kernel, "cma", "512MiB"];
        List<Setting> settings =
        [
            .. options
                .Chunk(2)
                .Select(o => new Setting(ScenarioKeys.Find(o[0])!, o[1], InputPlace.Nowhere, "")),
        ];
        string command = CommandText.Of([
            "answer",
            question,
            .. options.Select((o, i) => i % 2 == 0 ? "--" + o : o),
        ]);
        var request = new AnswerRequest(settings, ReplicationPlan.Usual, command, cancel);
        return question switch
        {
            DmaRisk.Question => DmaRisk.Answer(request),
            Zeroing.Question => Zeroing.Answer(request),
            _ => HowMuchFaster.Answer(request),
        };
    }

    private static Interval Range(JsonNode json) =>
        new(
            json["median"]!.GetValue<double>(),
            json["low"]!.GetValue<double>(),
            json["high"]!.GetValue<double>()
        );

    private static string Escape(string text) => text.Replace("*", "\\*").Replace("<", "&lt;");
}
