using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using KexecPerf.Answers.Schemas;

namespace KexecPerf.Studies.Schemas;

/// <summary>The JSON Schema of an output, made from the record that is written. Open, since keys may be added.</summary>
internal static class OutputSchema
{
    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Told,
    };

    /// <summary>The schema of the form of <typeparamref name="T"/>.</summary>
    /// <param name="key">What stands behind its <c>schema</c>, or what it is where there is no such key.</param>
    public static JsonObject Of<T>(string key) => Of(key, typeof(T));

    /// <inheritdoc cref="Of{T}(string)"/>
    /// <param name="key">As above.</param>
    /// <param name="type">The record.</param>
    /// <param name="rename">What a key is called instead; null to keep them all.</param>
    public static JsonObject Of(string key, Type type, Func<string, string>? rename = null)
    {
        JsonObject schema = Form(type, rename).GetJsonSchemaAsNode(Exporter).AsObject();
        if (schema["properties"] is JsonObject properties && properties.ContainsKey("schema"))
        {
            properties["schema"] = new JsonObject { ["const"] = key };
        }

        return JsonSchemas.Root("KexecPerf output: " + key, schema);
    }

    /// <summary>By reflection, as the generated writers have it, which know no metadata.</summary>
    private static JsonTypeInfo Form(Type type, Func<string, string>? rename)
    {
        var resolver = new DefaultJsonTypeInfoResolver();
        if (rename is not null)
        {
            resolver.Modifiers.Add(form =>
            {
                foreach (JsonPropertyInfo property in form.Properties)
                {
                    property.Name = rename(property.Name);
                }
            });
        }

        return new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            TypeInfoResolver = resolver,
        }.GetTypeInfo(type);
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
