using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace KexecPerf.Answers.Schemas;

/// <summary>The JSON Schema of an output, made from the record that is written. Open, since keys may be added.</summary>
internal static class OutputSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Told,
    };

    /// <summary>The schema of a record's form.</summary>
    /// <param name="key">What stands behind its <c>schema</c>, or what it is where there is no such key.</param>
    /// <param name="type">The form.</param>
    public static JsonObject Of(string key, JsonTypeInfo type)
    {
        JsonObject schema = type.GetJsonSchemaAsNode(Exporter).AsObject();
        if (schema["properties"] is JsonObject properties && properties.ContainsKey("schema"))
        {
            properties["schema"] = new JsonObject { ["const"] = key };
        }

        return JsonSchemas.Root("KexecPerf output: " + key, schema);
    }

    /// <summary>
    /// What the exporter does not see: numbers behind a converter, keys that are always there, and what is never null: it
    /// takes every property that cannot be set for one that may be.
    /// </summary>
    private static JsonNode Told(JsonSchemaExporterContext context, JsonNode schema)
    {
        JsonTypeInfo type = context.TypeInfo;
        if ((Nullable.GetUnderlyingType(type.Type) ?? type.Type) == typeof(double))
        {
            schema = new JsonObject { ["type"] = new JsonArray("number", "null") };
        }

        if (schema is not JsonObject form)
        {
            return schema;
        }

        if (type.ElementType == typeof(JsonValue))
        {
            form["additionalProperties"] = new JsonObject
            {
                ["type"] = new JsonArray("number", "string"),
            };
        }

        form.Remove("required");
        string[] required = [.. type.Properties.Where(IsAlwaysThere).Select(p => p.Name)];
        if (required.Length > 0)
        {
            form["required"] = new JsonArray([.. required.Select(r => (JsonNode)r)]);
        }

        bool nullable = context.PropertyInfo is { } property
            ? property.IsGetNullable && IsAlwaysThere(property)
            : Nullable.GetUnderlyingType(type.Type) is not null;
        if (form["type"] is JsonArray types && !nullable)
        {
            form["type"] = types[0]!.DeepClone();
        }

        return form;
    }

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        property.Get is not null
        && property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true)
            is not true;
}
