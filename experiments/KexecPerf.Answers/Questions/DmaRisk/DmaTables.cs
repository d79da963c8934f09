using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The tables of <see cref="DmaRisk"/>.</summary>
internal static class DmaTables
{
    public static Table Placements(List<RiskRow> rows) =>
        new(
            ["damage a kexec", "median", "90 % of assumptions", "found", "10k hosts"],
            [
                .. rows.Select(r =>
                    (string[])
                        [
                            r.Name,
                            Short(r.Any.Median),
                            Range(r.Any),
                            r.Any.Median > 0
                                ? FormattableString.Invariant($"{100 * r.DetectedShare:0.#} %")
                                : "-",
                            Hosts(r.Any.Median),
                        ]
                ),
            ]
        );

    public static Table Devices(Scenario scenario, DmaRuns risks) =>
        new(
            ["by device, page list", "median", "90 % of assumptions", "elsewhere"],
            [
                .. StrayRunner
                    .Devices(scenario)
                    .Select(
                        (d, i) =>
                        {
                            Interval any = Interval.Of(risks.Sample(0, i, r => r.Any));
                            Interval other = Interval.Of(risks.Sample(0, i, r => r.Elsewhere));
                            return (string[])
                                [d.Name, Short(any.Median), Range(any), Short(other.Median)];
                        }
                    ),
            ]
        );

    public static Table Mitigations(RiskRow list, List<RiskRow> buys) =>
        new(
            ["page list with", "median", "times the risk", "found"],
            [
                .. buys.Select(r =>
                    (string[])
                        [
                            r.Name,
                            Short(r.Any.Median),
                            list.Any.Median > 0
                                ? Numbers.Short(r.Any.Median / list.Any.Median) + "x"
                                : "-",
                            FormattableString.Invariant($"{100 * r.DetectedShare:0.#} %"),
                        ]
                ),
            ]
        );

    public static IEnumerable<Block> Notes(
        Scenario scenario,
        List<RiskRow> rows,
        (string Path, double Rank)? matters
    )
    {
        if (matters is { } m)
        {
            yield return new Paragraph(
                $"Matters most: {m.Path} (rank correlation {Numbers.Short(m.Rank)}).",
                2
            );
        }

        yield return new Paragraph(
            $"Elsewhere: expected writes to memory outside the image after devices are no longer fed, {Short(rows[0].Elsewhere.Median)} a kexec, whatever the placement.",
            2
        );
        string? hash =
            scenario.Machine.Architecture == Model.Machines.Architecture.Arm64
                ? "Nothing is hashed on arm64: every damage is silent."
                : null;
        if (hash is not null)
        {
            yield return new Paragraph(hash, 2);
        }

        yield return new Paragraph("Assumed, since nobody has published a rate:", 2);
    }

    public static JsonArray DevicesJson(Scenario scenario, DmaRuns risks) =>
        new([
            .. StrayRunner
                .Devices(scenario)
                .Select(
                    (d, i) =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["name"] = d.Name,
                                ["description"] = d.Description,
                                ["page_list_probability"] = Numbers.Json(
                                    Interval.Of(risks.Sample(0, i, r => r.Any))
                                ),
                                ["writes_elsewhere"] = Numbers.Json(
                                    Interval.Of(risks.Sample(0, i, r => r.Elsewhere))
                                ),
                            }
                ),
        ]);

    private static string Short(double p) => Chances.Short(p);

    private static string Range(Interval i) =>
        i.High <= 0 ? "0" : $"{Short(i.Low)} - {Short(i.High)}";

    private static string Hosts(double p)
    {
        double hosts = p * RiskRow.Hosts;
        return hosts >= 0.01 ? Numbers.Short(hosts) : Short(hosts);
    }
}
