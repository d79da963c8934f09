using System.Text.Json.Nodes;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Schemas;

/// <summary>
/// JSON Schemas of the files that users write, made from the same lists that the readers use, for editors that complete and check.
/// Shipped in <c>experiments/schemas</c>.
/// </summary>
internal static class JsonSchemas
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>By kind of file.</summary>
    public static IReadOnlyDictionary<string, Func<JsonObject>> All { get; } =
        new Dictionary<string, Func<JsonObject>> { ["machine"] = Machine, ["scenario"] = Scenario };

    private static JsonObject Machine()
    {
        var properties = new JsonObject
        {
            ["name"] = Text("name used with --machine"),
            ["description"] = Text("which machine, measured how"),
            ["extends"] = Text("shipped profile that gives what is not said here"),
            ["architecture"] = Choice("x86_64", "arm64"),
            ["cpus"] = Integer("online CPUs", 1, 8192),
            ["nodes"] = Integer("NUMA nodes (default 1)", 1, 1024),
            ["ram"] = Text("such as 64 GiB"),
            ["last_level_cache"] = Object(
                new JsonObject
                {
                    ["size"] = Text("such as 32 MiB"),
                    ["effective_ways"] = new JsonObject
                    {
                        ["enum"] = new JsonArray(1, 2, 4, 8, 16),
                    },
                    ["incoherent"] = new JsonObject
                    {
                        ["type"] = "boolean",
                        ["description"] = "the kernel does WBINVD on kexec (SME or TDX possible)",
                    },
                    ["instances"] = Integer("such caches in the machine (default 1)", 1, 8192),
                },
                "size",
                "effective_ways"
            ),
            ["devices"] = new JsonObject { ["type"] = "array", ["items"] = Device() },
        };
        foreach (
            IGrouping<string, MachineParameter> group in MachineParameters.All.GroupBy(p =>
                p.Path.Split('.')[0]
            )
        )
        {
            properties[group.Key] = group.Any(p => p.Path == group.Key)
                ? Quantity(group.First())
                : Object(
                    new JsonObject(
                        group.Select(p =>
                            KeyValuePair.Create(p.Path.Split('.')[1], (JsonNode?)Quantity(p))
                        )
                    )
                );
        }

        return Root("KexecPerf machine profile", Object(properties, "name", "description"));
    }

    private static JsonObject Scenario() => Root("KexecPerf scenario", ScenarioObject());

    /// <summary>A scenario inside another file.</summary>
    public static JsonObject ScenarioObject()
    {
        var properties = new JsonObject();
        foreach (ScenarioKey key in ScenarioKeys.All)
        {
            properties[key.FileKey] = Value($"{key.Meaning}: {key.Value}");
        }

        properties[ScenarioKeys.Set.FileKey] = new JsonObject
        {
            ["type"] = "object",
            ["description"] = "single numbers, path to value with its unit",
            ["additionalProperties"] = Value(null),
        };
        return Object(properties);
    }

    /// <summary>A value of a scenario key; a bare integer stands for a count, true and false for on and off.</summary>
    public static JsonObject Value(string? description)
    {
        var value = new JsonObject { ["type"] = new JsonArray("string", "integer", "boolean") };
        if (description is not null)
        {
            value["description"] = description;
        }

        return value;
    }

    private static JsonObject Device() =>
        Object(
            new JsonObject
            {
                ["name"] = Text("driver or kind"),
                ["count"] = Integer("how many", 1, Model.Machines.Device.MostOfAKind),
                ["shutdown"] = Quantity("time of one, such as 110 ms"),
                ["async"] = new JsonObject { ["type"] = "boolean" },
            },
            "name",
            "shutdown"
        );

    private static JsonObject Quantity(MachineParameter p) =>
        Quantity(
            p.Meaning
                + p.Kind switch
                {
                    ParameterKind.Duration => "; a duration such as 95 ns",
                    ParameterKind.Rate => "; a rate such as 12.8 GB/s",
                    ParameterKind.Ratio => "; a percentage such as 50%",
                    ParameterKind.Size => "; a size such as 64 MiB",
                    ParameterKind.Count => "; a whole number such as 8",
                }
        );

    private static JsonObject Quantity(string description)
    {
        JsonObject quantity = Object(
            new JsonObject
            {
                ["value"] = Text("median, with its unit"),
                ["low"] = Text("5 % quantile"),
                ["high"] = Text("95 % quantile"),
                ["evidence"] = Choice("measured", "published", "derived", "assumed"),
                ["source"] = Text("measurement, publication or reasoning"),
                ["group"] = Text("quantities of one group are drawn together"),
            },
            "value",
            "low",
            "high",
            "evidence",
            "source"
        );
        quantity["description"] = description;
        return quantity;
    }

    /// <summary>A schema as a file of its own.</summary>
    public static JsonObject Root(string title, JsonObject schema)
    {
        schema.Insert(0, "$schema", Draft);
        schema.Insert(1, "title", title);
        return schema;
    }

    /// <summary>An object with these properties and no others.</summary>
    public static JsonObject Object(JsonObject properties, params string[] required)
    {
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        }

        return schema;
    }

    /// <summary>A text.</summary>
    public static JsonObject Text(string description) =>
        new() { ["type"] = "string", ["description"] = description };

    /// <summary>A plain integer from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public static JsonObject Integer(string description, int min, int max) =>
        new()
        {
            ["type"] = "integer",
            ["description"] = description,
            ["minimum"] = min,
            ["maximum"] = max,
        };

    /// <summary>One of some texts.</summary>
    public static JsonObject Choice(params string[] values) =>
        new() { ["enum"] = new JsonArray([.. values.Select(v => (JsonNode)v)]) };
}
