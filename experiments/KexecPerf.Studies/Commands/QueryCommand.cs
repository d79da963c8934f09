using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Summaries;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Studies.Commands;

/// <summary><c>query SQL</c>: asks the results of sweeps.</summary>
internal static class QueryCommand
{
    public static Command Create()
    {
        var sql = new Argument<string>("SQL")
        {
            Description =
                "over runs (a row for each point, replication and side) and summary (a row for "
                + "each point)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var describe = new Option<bool>("--describe")
        {
            Description = "instead: the columns of both views, with unit and meaning",
        };
        LastOption results = Results();
        var output = new OutputOptions();
        var command = new Command("query", "ask the results of sweeps in SQL")
        {
            sql,
            describe,
            results,
        };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    output.Write(
                        parsed,
                        new Work(cancel),
                        _ =>
                        {
                            if (parsed.GetValue(describe))
                            {
                                return Described();
                            }

                            string? asked = parsed.GetValue(sql);
                            if (string.IsNullOrWhiteSpace(asked))
                            {
                                throw new InputException(
                                    InputPlace.Of("SQL"),
                                    "no query; write for instance 'select * from summary'; "
                                        + "--describe shows the columns"
                                );
                            }

                            ReadOnlySql.Check(asked);
                            using var database = new Database(
                                results.Last(parsed) ?? StudyStore.UsualResults
                            );
                            database.Confine();
                            return Document(database.Query(asked, cancel));
                        }
                    )
                )
        );
        return command;
    }

    /// <summary>The option that names the folder of results.</summary>
    public static LastOption Results() =>
        new("--results")
        {
            Description = "folder of all results (default results)",
            HelpName = "DIR",
        };

    private static Document Described()
    {
        string[] header = ["view", "column", "unit", "meaning"];
        List<string[]> rows =
        [
            .. ViewColumn.All.Select(c => (string[])[c.View, c.Name, c.Unit, c.Meaning]),
        ];
        return new Document(
            "kexecperf query: the columns of its views",
            "",
            [
                .. ViewColumn.Short.GroupBy(c => c.View).SelectMany(Lines),
                new Gap(),
                new Paragraph(
                    "* is median, low and high (5 and 95 % of outcomes); of times also unknown_low "
                        + "and unknown_high (over machines, of the median run), varies_low and "
                        + "varies_high (over runs, of the median machine). SIDE is page_list or "
                        + "cma. Names with a point want quotes in SQL: \"hash.scalar\"."
                ),
            ],
            [header, .. rows],
            new JsonObject
            {
                ["schema"] = "kexecperf.query/1",
                ["columns"] = new JsonArray([
                    .. ViewColumn.All.Select(c =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["view"] = c.View,
                                ["name"] = c.Name,
                                ["unit"] = c.Unit,
                                ["meaning"] = c.Meaning,
                            }
                    ),
                ]),
            }
        );
    }

    private static IEnumerable<Block> Lines(IGrouping<string, ViewColumn> view) =>
        [
            new Gap(),
            new Table(
                [view.Key, "meaning"],
                [
                    .. view.Select(c =>
                        (string[])[c.Name, c.Unit.Length > 0 ? $"{c.Meaning}, {c.Unit}" : c.Meaning]
                    ),
                ],
                Prose: true
            ),
        ];

    private static Document Document(QueryResult result)
    {
        string[] header = [.. result.Columns];
        List<string[]> rows = [.. result.Rows.Select(r => r.Select(QueryResult.Text).ToArray())];
        return new Document(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count:N0} row{(rows.Count == 1 ? "" : "s")}"
            ),
            "simulated",
            [new Table(header, [.. result.Rows.Select(r => r.Select(Shown).ToArray())])],
            [header, .. rows],
            new JsonObject
            {
                ["schema"] = "kexecperf.query/1",
                ["evidence"] = "simulated",
                ["columns"] = new JsonArray([.. header.Select(c => (JsonNode)c)]),
                ["rows"] = new JsonArray([
                    .. result.Rows.Select(r =>
                        (JsonNode)
                            new JsonObject(
                                header
                                    .Zip(r)
                                    .DistinctBy(c => c.First)
                                    .Select(c => KeyValuePair.Create(c.First, Json(c.Second)))
                            )
                    ),
                ]),
            }
        );
    }

    /// <summary>As text shows it: nine digits, nothing a terminal would obey.</summary>
    private static string Shown(object? value) =>
        value is double d ? Numbers.Csv(d) : UserText.Shorten(QueryResult.Text(value), 200);

    private static JsonNode? Json(object? value) =>
        value switch
        {
            null => null,
            bool b => b,
            double d => double.IsFinite(d) ? d : null,
            float f => float.IsFinite(f) ? f : null,
            int i => i,
            long l => l,
            BigInteger b when b >= long.MinValue && b <= long.MaxValue => (long)b,
            _ => QueryResult.Text(value),
        };
}
