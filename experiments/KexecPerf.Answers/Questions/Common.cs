using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>The parts that every answer has.</summary>
internal static class Common
{
    /// <summary>Schema, question, evidence, provenance, machine, kernel and image.</summary>
    public static JsonObject Head(
        string command,
        string question,
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes? outcomes
    ) =>
        new()
        {
            ["schema"] = $"kexecperf.{command}/1",
            ["question"] = question,
            ["evidence"] = "simulated",
            ["model_version"] = Build.Version,
            ["seed"] = request.Plan.Seed,
            ["replications"] = outcomes?.Count,
            ["monte_carlo_error_percent"] = Numbers.Rounded(outcomes?.MonteCarloErrorPercent ?? 0),
            ["machine"] = new JsonObject
            {
                ["name"] = scenario.Machine.Name,
                ["architecture"] = scenario.Machine.Architecture.Name(),
                ["cpus"] = scenario.Machine.Cpus,
                ["evidence"] = Word(scenario.Machine.Evidence),
            },
            ["kernel_version"] = scenario.Kernel.Name,
            ["image"] = Image(scenario.Image),
        };

    /// <summary>Verdict, assumptions, envelope and the command, which every answer ends with.</summary>
    public static void AddTail(
        JsonObject json,
        string verdict,
        AnswerRequest request,
        Scenario scenario
    )
    {
        json["verdict"] = verdict;
        json["assumptions"] = JsonTexts.Of([
            .. request.Remarks.Select(r => $"{r.About}: {r.Text}"),
            .. Caveats.Assumptions(scenario),
        ]);
        json["envelope"] = JsonTexts.Of(Caveats.Envelope(scenario));
        json["reproduce"] = request.Command;
    }

    /// <summary>The lines on machine and image.</summary>
    public static IEnumerable<Block> Setting(Scenario s)
    {
        Segment kernel = s.Image.Segments.First(x => x.Role == SegmentRole.Kernel);
        long initrd = s
            .Image.Segments.Where(x => x.Role == SegmentRole.Initrd)
            .Sum(x => x.Bufsz.Bytes);
        yield return new Paragraph(
            $"machine  {s.Machine.Name} ({Word(s.Machine.Evidence)}), {s.Machine.Cpus} CPUs, {s.Memory.Ram} RAM"
        );
        string sizes = FormattableString.Invariant(
            $"kernel {kernel.Bufsz.TotalMiB:0.0}->{kernel.Memsz.TotalMiB:0.0} MiB, initrd {initrd / 1048576.0:0.##} MiB"
        );
        yield return new Paragraph($"image    {sizes} ({s.Image.Kernel.Source})", 9);
        if (s.Kernel.Name != s.Kernel.Version.ToString())
        {
            yield return new Paragraph("kernel   " + s.Kernel.Name.Replace("+", " + "), 9);
        }
    }

    /// <summary>Not covered, error and command: the end of every text.</summary>
    public static IEnumerable<Block> Tail(
        AnswerRequest request,
        Scenario scenario,
        PairedOutcomes outcomes,
        string? measureFirst
    )
    {
        foreach (IGrouping<string, Remark> about in request.Remarks.GroupBy(r => r.About))
        {
            string subject = char.ToUpperInvariant(about.Key[0]) + about.Key[1..];
            yield return new Paragraph(
                $"{subject}: {string.Join("; ", about.Select(r => r.Text))}.",
                2
            );
        }

        yield return new Paragraph(
            "Not covered: " + string.Join("; ", Caveats.Envelope(scenario)) + ".",
            2
        );
        string runs = outcomes.Count == 1 ? "1 paired run" : $"{outcomes.Count} paired runs";
        string error =
            outcomes.Count < 6
                ? $"{runs}, too few for an error."
                : FormattableString.Invariant(
                    $"Monte Carlo error {outcomes.MonteCarloErrorPercent:0.0} % ({runs})."
                );
        if (
            request.Plan.Replications is null
            && outcomes.MonteCarloErrorPercent > 100 * request.Plan.Precision
        )
        {
            error += FormattableString.Invariant(
                $" Stopped at the most runs; {100 * request.Plan.Precision:0.##} % was not reached."
            );
        }

        yield return new Paragraph(
            error + (measureFirst is null ? "" : $" Measure first: {measureFirst}."),
            2
        );
        yield return new CommandLine("Reproduce:", request.Command);
    }

    /// <summary>Evidence in output.</summary>
    public static string Word(Evidence evidence) =>
        evidence switch
        {
            Evidence.Measured => "measured",
            Evidence.Published => "published",
            Evidence.Derived => "derived",
            _ => "assumed",
        };

    private static JsonObject Image(KexecImage image) =>
        new()
        {
            ["segments"] = new JsonArray([
                .. image.Segments.Select(s =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["name"] = s.Name,
                            ["bufsz_bytes"] = s.Bufsz.Bytes,
                            ["memsz_bytes"] = s.Memsz.Bytes,
                        }
                ),
            ]),
            ["memsz_bytes"] = image.Memsz.Bytes,
            ["source"] = image.Kernel.Source,
        };
}
