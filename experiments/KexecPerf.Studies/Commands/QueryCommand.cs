using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Reports;
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
        SingleOption results = Results();
        SingleOption memory = MemoryLimit.Option();
        var output = new OutputOptions();
        var command = new Command("query", "ask the results of sweeps in SQL")
        {
            sql,
            describe,
            results,
            memory,
        };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    parsed.GetValue(describe)
                        ? output.Write(parsed, Described)
                        : output.Stream(
                            parsed,
                            new Work(cancel),
                            _ =>
                                Asked(
                                    parsed.GetValue(sql),
                                    results.Only(parsed) ?? StudyStore.UsualResults,
                                    MemoryLimit.Read(memory.Only(parsed)),
                                    cancel
                                )
                        )
                )
        );
        return command;
    }

    private static QueryOutput Asked(
        string? sql,
        string results,
        ByteSize memory,
        CancellationToken cancel
    )
    {
        if (string.IsNullOrWhiteSpace(sql))
        {
            throw new InputException(
                InputPlace.Of("SQL"),
                "no query; write for instance 'select * from summary'; --describe shows the "
                    + "columns"
            );
        }

        ReadOnlySql.Check(sql);
        var database = new Database(results, memory, cancel);
        database.Confine();
        return new QueryOutput(database, sql, cancel);
    }

    /// <summary>The option that names the folder of results.</summary>
    public static SingleOption Results() =>
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
                ["schema"] = QueryOutput.Schema,
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
}
