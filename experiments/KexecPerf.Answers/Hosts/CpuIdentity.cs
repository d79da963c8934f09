using System.Globalization;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Hosts;

/// <summary>Which CPU a host has, from the first paragraph of <c>/proc/cpuinfo</c>.</summary>
/// <param name="Architecture">By the keys used: they differ.</param>
/// <param name="Name">For reading: model name, or implementer and part; at most 50 characters.</param>
/// <param name="Vendor">x86_64: vendor_id; arm64: CPU implementer.</param>
/// <param name="Family">x86_64: cpu family.</param>
/// <param name="Model">x86_64: model; arm64: CPU part.</param>
/// <param name="Flags">x86_64: what the kernel uses of it; null where that is not said.</param>
internal sealed record CpuIdentity(
    Architecture Architecture,
    string Name,
    string Vendor,
    int Family,
    int Model,
    IReadOnlySet<string>? Flags
)
{
    /// <summary>AMD's vendor_id.</summary>
    public const string Amd = "AuthenticAMD";

    private const int Zen = 0x17;

    /// <summary>arm64: the implementer's number; -1 where there is none.</summary>
    public int Implementer => Number(Vendor);

    /// <summary>Whether a word is part of the name for reading.</summary>
    public bool Names(string word) => Name.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is a virtual machine's; null where flags do not say.</summary>
    public bool? IsGuest => Flags?.Contains("hypervisor");

    /// <summary>
    /// Whether its CPUID shows SME. The flag says so, but from 5.18 on only where SME is in use
    /// (08f253ec3767); without it, AMD's from family 17h on do, if no hypervisor hides it.
    /// </summary>
    public bool OffersSme =>
        Flags?.Contains("sme") == true || (Vendor == Amd && Family >= Zen && IsGuest != true);

    /// <summary>Reads the file; null if it is neither architecture's.</summary>
    public static CpuIdentity? Of(string? cpuinfo)
    {
        var keys = new Dictionary<string, string>();
        foreach (string line in (cpuinfo ?? "").Split('\n').TakeWhile(l => l.Trim().Length > 0))
        {
            string[] parts = line.Split(':', 2);
            if (parts.Length == 2)
            {
                keys.TryAdd(parts[0].Trim(), parts[1].Trim());
            }
        }

        if (keys.TryGetValue("CPU implementer", out string? implementer))
        {
            string part = keys.GetValueOrDefault("CPU part", "?");
            string name = Printable($"implementer {implementer} part {part}");
            return new CpuIdentity(Architecture.Arm64, name, implementer, 0, Number(part), null);
        }

        if (!keys.TryGetValue("vendor_id", out string? vendor))
        {
            return null;
        }

        return new CpuIdentity(
            Architecture.X86_64,
            Printable(keys.GetValueOrDefault("model name", vendor)),
            vendor,
            Number(keys.GetValueOrDefault("cpu family", "")),
            Number(keys.GetValueOrDefault("model", "")),
            keys.GetValueOrDefault("flags")?.Split(' ').ToHashSet()
        );
    }

    private static int Number(string text)
    {
        bool hex = text.StartsWith("0x", StringComparison.Ordinal);
        return int.TryParse(
            hex ? text[2..] : text,
            hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out int number
        )
            ? number
            : -1;
    }

    private static string Printable(string text)
    {
        string name = string.Concat(text.Where(c => c is >= ' ' and <= '~'));
        return name.Length <= 50 ? name : name[..50];
    }
}
