using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary><c>{"log": [from, to, n]}</c> or <c>{"lin": [from, to, n]}</c>: so many values between two, at even distances or ratios.</summary>
internal static class AxisScale
{
    /// <summary>Even distances.</summary>
    public const string Linear = "lin";

    /// <summary>Even ratios.</summary>
    public const string Logarithmic = "log";

    /// <summary>A scale has at most so many.</summary>
    public const int MostValues = 10_000;

    /// <summary>The values' texts; fewer than n where rounding makes two equal.</summary>
    /// <exception cref="InputException">Ends that are no numbers of one unit, or do not ascend.</exception>
    public static List<string> Values(InputObject scale)
    {
        scale.RefuseOthers([Linear, Logarithmic]);
        List<string> keys = [.. scale.Keys];
        if (keys.Count != 1)
        {
            throw new InputException(
                scale.Place,
                "no scale; write {\"log\": [from, to, n]} or {\"lin\": [from, to, n]}"
            );
        }

        InputArray ends = scale.Required(keys[0]).AsArray();
        if (ends.Items.Count != 3)
        {
            throw new InputException(
                ends.Place,
                $"{ends.Items.Count} items; write [from, to, n], such as [\"8MiB\", \"4GiB\", 25]"
            );
        }

        string from = ScenarioFile.Text(ends.Items[0]);
        string to = ScenarioFile.Text(ends.Items[1]);
        int count = (int)ends.Items[2].AsCount(2, MostValues);
        AxisQuantity quantity =
            AxisQuantity.Of([from, to])
            ?? throw new InputException(
                ends.Place,
                $"from '{UserText.Shorten(from)}' and to '{UserText.Shorten(to)}' are not of one unit; "
                    + "write for instance \"8MiB\" and \"4GiB\""
            );
        double low = quantity.Read(from);
        double high = quantity.Read(to);
        bool log = keys[0] == Logarithmic;
        if (low >= high || (log && low <= 0))
        {
            throw new InputException(
                ends.Place,
                log && low <= 0
                    ? $"a logarithmic scale cannot start at {from}; start above 0"
                    : $"{from} to {to} does not ascend; write the smaller first"
            );
        }

        IEnumerable<string> between = Enumerable
            .Range(1, count - 2)
            .Select(i => i / (count - 1.0))
            .Select(share =>
                quantity.Write(log ? low * Math.Pow(high / low, share) : low + (high - low) * share)
            );
        return [.. between.Prepend(from).Append(to).Distinct()];
    }
}
