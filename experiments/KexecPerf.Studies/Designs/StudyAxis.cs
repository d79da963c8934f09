using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary>One thing a study varies: a scenario key, or a number by its path.</summary>
/// <param name="Key">As in a scenario file, or a path of <c>--set</c>.</param>
/// <param name="Quantity">What the values measure; null for names.</param>
/// <param name="Values">In ascending order, whatever order they were written in.</param>
internal sealed record StudyAxis(
    string Key,
    AxisQuantity? Quantity,
    IReadOnlyList<AxisValue> Values
)
{
    /// <summary>The column of numbers in results; null where the values' texts are all there is.</summary>
    public string? NumberColumn =>
        Quantity is { Suffix.Length: > 0 } q ? new OutcomeName(Key, q.Suffix).Column : null;

    /// <summary>Reads one axis of a study file.</summary>
    /// <exception cref="InputException">An unknown key, no values, or one twice.</exception>
    public static StudyAxis Read(string key, InputNode node)
    {
        bool isPath = key.Contains('.');
        if (!isPath && ScenarioKeys.All.All(k => k.FileKey != key))
        {
            throw new InputException(
                node.Place,
                "unknown axis; "
                    + Nearest.Hint(key, [.. ScenarioKeys.All.Select(k => k.FileKey)])
                    + ", or a path of --set such as hash.scalar"
            );
        }

        List<(string Text, InputPlace Place)> written = node is InputObject scale
            ? [.. AxisScale.Values(scale).Select(t => (t, node.Place))]
            : [.. node.AsArray().Items.Select(i => (ScenarioFile.Text(i), i.Place))];
        if (written.Count == 0)
        {
            throw new InputException(node.Place, "no values; write at least one, or drop the axis");
        }

        AxisQuantity? quantity = AxisQuantity.Of([.. written.Select(w => w.Text)]);
        List<AxisValue> values =
        [
            .. written
                .Select(w => new AxisValue(w.Text, quantity?.Read(w.Text), w.Place))
                .OrderBy(v => v.Number)
                .ThenBy(v => v.Text, NaturalOrder.Instance),
        ];
        for (int i = 1; i < values.Count; i++)
        {
            if (values[i].IsSameAs(values[i - 1]))
            {
                throw new InputException(
                    values[i].Place,
                    $"the value {values[i].Text} stands here twice; keep one"
                );
            }
        }

        return new StudyAxis(key, quantity, values);
    }

    /// <summary>What a value of this axis says of the scenario.</summary>
    public Setting Setting(AxisValue value, string folder) =>
        Key.Contains('.')
            ? new Setting(ScenarioKeys.Set, $"{Key}={value.Text}", value.Place, folder)
            : new Setting(ScenarioKeys.Find(Key)!, value.Text, value.Place, folder);
}
