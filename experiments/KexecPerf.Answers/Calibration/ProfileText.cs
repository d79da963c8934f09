using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Questions;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>Writes a profile in the shape of those shipped: comments first, one number a line with its source below.</summary>
internal static class ProfileText
{
    public static string Write(HostProfile profile)
    {
        var text = new StringBuilder();
        foreach (string comment in profile.Comments)
        {
            text.Append("// ").Append(comment).Append('\n');
        }

        string[] members =
        [
            Member("name", profile.Name),
            Member("extends", NearestProfile.ClassOf(profile.Architecture)),
            Member("description", profile.Description),
            .. profile.IsGuest ? (string[])["  \"guest\": true"] : [],
            .. profile.Cpus is { } cpus ? (string[])[$"  \"cpus\": {cpus}"] : [],
            .. profile.Ram is { } ram ? (string[])[Member("ram", $"{ram.Bytes >> 10} KiB")] : [],
            .. profile.Cache is { } cache ? (string[])[Cache(cache)] : [],
            .. profile.Devices is { } devices ? (string[])[Devices(devices)] : [],
            .. Groups(profile.Entries),
        ];
        return text.Append("{\n").Append(string.Join(",\n", members)).Append("\n}\n").ToString();
    }

    private static IEnumerable<string> Groups(IReadOnlyList<ProfileEntry> entries) =>
        entries
            .GroupBy(e => e.Parameter.Path.Split('.')[0])
            .Select(group =>
            {
                IEnumerable<string> numbers = group.Select(e =>
                {
                    string[] keys = e.Parameter.Path.Split('.');
                    return Number(keys[^1], e.Quantity, e.Parameter.Kind, keys.Length * 2);
                });
                return group.First().Parameter.Path.Contains('.')
                    ? $"  {Quote(group.Key)}: {{\n{string.Join(",\n", numbers)}\n  }}"
                    : numbers.Single();
            });

    private static string Number(string key, Quantity q, ParameterKind kind, int indent)
    {
        string space = new(' ', indent);
        string group = q.Group is null ? "" : $", \"group\": {Quote(q.Group)}";
        return $"{space}{Quote(key)}: {{ \"value\": {Text(q.Value, kind)}, \"low\": {Text(q.Low, kind)}, "
            + $"\"high\": {Text(q.High, kind)}, \"evidence\": {Quote(q.Evidence.Word())}{group},\n"
            + $"{space}  \"source\": {Quote(q.Source)} }}";
    }

    private static string Devices(IReadOnlyList<Device> devices) =>
        "  \"devices\": [\n"
        + string.Join(
            ",\n",
            devices.Select(d =>
                $"    {{\n      \"name\": {Quote(d.Name)}, \"count\": {d.Count}, \"async\": {(d.Async ? "true" : "false")},\n"
                + Number("shutdown", d.Shutdown, ParameterKind.Duration, 6)
                + "\n    }"
            )
        )
        + "\n  ]";

    private static string Cache(LastLevelCache cache) =>
        $"  \"last_level_cache\": {{ \"size\": \"{cache.Size.Bytes >> 10} KiB\", "
        + $"\"effective_ways\": {cache.EffectiveWays}, "
        + $"\"incoherent\": {(cache.Incoherent ? "true" : "false")}"
        + (cache.Instances > 1 ? $", \"instances\": {cache.Instances} }}" : " }");

    private static string Member(string key, string value) => $"  {Quote(key)}: {Quote(value)}";

    private static string Text(double number, ParameterKind kind) =>
        Quote(Quantity.Format(number, kind));

    private static string Quote(string text) =>
        "\"" + JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) + "\"";
}
