using System.CommandLine;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
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
        };
        LastOption results = Results();
        var output = new OutputOptions();
        var command = new Command("query", "ask the results of sweeps in SQL") { sql, results };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
                Task.FromResult(
                    output.Write(
                        parsed,
                        () =>
                        {
                            string asked = parsed.GetValue(sql)!;
                            if (string.IsNullOrWhiteSpace(asked))
                            {
                                throw new InputException(
                                    InputPlace.Of("SQL"),
                                    "no query; write for instance 'select * from summary'"
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
