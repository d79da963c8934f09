using System.Globalization;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>The switches of a kernel's <c>.config</c> that decide what a kexec does.</summary>
internal sealed class KernelConfig
{
    private readonly Dictionary<string, string> _values = [];

    private KernelConfig() { }

    /// <summary>Reads the text; null if it holds no switch at all.</summary>
    public static KernelConfig? Of(string? text)
    {
        var config = new KernelConfig();
        foreach (string line in (text ?? "").Split('\n'))
        {
            string[] parts = line.Split('=', 2);
            if (parts.Length == 2 && parts[0].StartsWith("CONFIG_", StringComparison.Ordinal))
            {
                config._values[parts[0]["CONFIG_".Length..]] = parts[1].Trim();
            }
        }

        return config._values.Count == 0 ? null : config;
    }

    /// <summary>Whether a switch is <c>y</c>.</summary>
    public bool Has(string name) => _values.GetValueOrDefault(name) == "y";

    /// <summary>
    /// Choices of a page, each with its switch: arm64's own, and that of all architectures (since
    /// 6.9), which say the same in a file that is one kernel's.
    /// </summary>
    public IEnumerable<(string Switch, PageSize Pages)> PageSizes =>
        PageSize
            .All.SelectMany(p =>
                (IEnumerable<(string, PageSize)>)
                    [($"ARM64_{p.Bytes >> 10}K_PAGES", p), ($"PAGE_SIZE_{p.Bytes >> 10}KB", p)]
            )
            .Where(c => Has(c.Item1));

    /// <summary>A number, or null if it is not set or out of range.</summary>
    public int? Number(string name, int min, int max) =>
        int.TryParse(
            _values.GetValueOrDefault(name),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int value
        )
        && value >= min
        && value <= max
            ? value
            : null;
}
