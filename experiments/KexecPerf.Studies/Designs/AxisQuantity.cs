using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Studies.Designs;

/// <summary>What the values of an axis measure, where they measure anything: so that they have an order, and a number in the summary.</summary>
/// <param name="Suffix">Unit behind the axis' name in a column of numbers; empty for plain integers.</param>
/// <param name="Read">Text to number in that unit.</param>
/// <param name="Write">Number to text, rounded to what a person would write.</param>
internal sealed record AxisQuantity(
    string Suffix,
    Func<string, double> Read,
    Func<double, string> Write
)
{
    private static readonly AxisQuantity[] All =
    [
        new(
            "",
            t => Counts.Parse(t, 0, long.MaxValue),
            x => Math.Round(x).ToString("0", CultureInfo.InvariantCulture)
        ),
        new("bytes", t => ByteSize.Parse(t).Bytes, Sizes.Pasteable),
        new(
            "percent",
            t => Counts.ParseRatio(t) * 100,
            x => x.ToString("0.##", CultureInfo.InvariantCulture) + "%"
        ),
        new(
            "ms",
            t => SimTime.Parse(t).TotalMilliseconds,
            x => new SimTime((long)(x * 1e9)).ToString()
        ),
        new(
            "bytes_per_second",
            t => ByteRate.Parse(t).BytesPerSecond,
            x => new ByteRate((long)x).ToString()
        ),
    ];

    /// <summary>What may stand behind an axis' name in the column of its numbers.</summary>
    public static IEnumerable<string> Suffixes =>
        All.Select(q => q.Suffix).Where(s => s.Length > 0);

    /// <summary>The quantity that all texts are values of; null where there is none, as for names.</summary>
    public static AxisQuantity? Of(IReadOnlyCollection<string> texts) =>
        All.FirstOrDefault(q => texts.All(t => q.Accepts(t)));

    private bool Accepts(string text)
    {
        try
        {
            Read(text);
            return true;
        }
        catch (InputException)
        {
            return false;
        }
    }
}
