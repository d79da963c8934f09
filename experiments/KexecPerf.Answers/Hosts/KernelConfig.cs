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

    /// <summary>arm64's choice of a page; null where none is made.</summary>
    public PageSize? PageSize =>
        Model
            .Units.PageSize.All.Select(p => (PageSize?)p)
            .FirstOrDefault(p => Has($"ARM64_{p!.Value.Bytes >> 10}K_PAGES"));

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
