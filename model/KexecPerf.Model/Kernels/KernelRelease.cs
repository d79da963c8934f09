using System.Globalization;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Kernels;

/// <summary>
/// A running kernel as written: a release, what its maker put behind it as <c>uname -r</c> has it,
/// and overlays, each behind a <c>+</c>.
/// </summary>
/// <param name="Version">The mainline release underneath.</param>
/// <param name="Patch">The third number: that of the stable release; null where there is
/// none.</param>
/// <param name="Suffix">What the maker put behind the numbers, with its first sign; may be
/// empty.</param>
/// <param name="Overlays">Overlays by name, in the order written.</param>
public sealed record KernelRelease(
    KernelVersion Version,
    int? Patch,
    string Suffix,
    IReadOnlyList<Overlay> Overlays
)
{
    /// <summary>The kernel's own names are shorter (UTS_LEN); overlays need room.</summary>
    private const int Longest = 400;

    /// <summary>What parts of a suffix are told apart by.</summary>
    private static readonly char[] Signs = ['-', '+', '.', '_', '~'];

    private readonly string[] _words = Suffix.Split(Signs, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Release and suffix, as <c>uname -r</c> has them.</summary>
    public string Name => Patch is { } patch ? $"{Version}.{patch}{Suffix}" : $"{Version}{Suffix}";

    /// <summary>
    /// The maker's number of the build, where the suffix begins with one; mainline's own builds
    /// (Ubuntu's <c>-061100-generic</c>, Fedora's <c>-0.rc2</c>) begin with a 0.
    /// </summary>
    public int? Build =>
        Suffix is ['-', not '0', ..] && TryRead(Suffix, 1, out int build, out _) ? build : null;

    /// <summary>
    /// Whether its maker keeps one release and counts builds on it, so that what came later is
    /// backported: <c>5.14.0-570.el9</c>, <c>6.8.0-45-generic</c>, <c>6.4.0-150600.23-default</c>.
    /// </summary>
    public bool IsBasedOn => Patch is 0 or null && Build is not null;

    /// <summary>The architecture that the suffix names; null where it names none.</summary>
    public Architecture? Architecture =>
        Says("x86") || Says("amd64") ? Machines.Architecture.X86_64
        : Says("aarch64") || Says("arm64") ? Machines.Architecture.Arm64
        : null;

    /// <summary>
    /// The pages that the suffix names: <c>+64k</c> (Fedora, Red Hat), <c>-64k</c> (Ubuntu),
    /// <c>-64kb</c> (SUSE), <c>-16k</c> (Debian, Asahi), and the Raspberry Pi 5's, which are 16
    /// KiB.
    /// </summary>
    public PageSize? PageSize =>
        Says("64k") || Says("64kb") ? Units.PageSize.Of64KiB
        : Says("16k") || (Says("rpi") && Says("2712")) ? Units.PageSize.Of16KiB
        : null;

    /// <summary>
    /// Whether a word is part of the suffix, as <c>el9</c> is of <c>-570.el9_6</c>.
    /// </summary>
    public bool Says(string word) => _words.Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads it. A word behind a <c>+</c> that is no overlay is part of the suffix where
    /// there is one, or a third number; not if it looks like a misspelt overlay.</summary>
    /// <exception cref="InputException">No release, one never made or checked, or no
    /// overlay.</exception>
    public static KernelRelease Parse(string text)
    {
        string[] parts = text.Split('+');
        (IReadOnlyList<int> numbers, string suffix) = Split(parts[0].Trim(), text);
        KernelVersion version = KernelVersion.Known(numbers[0], numbers[1]);
        var overlays = new List<Overlay>();
        bool isWhole = numbers.Count > 2 || suffix.Length > 0;
        foreach (string word in parts.Skip(1))
        {
            if (Kernels.Overlays.Find(word) is { } overlay)
            {
                overlays.Add(overlay);
            }
            else if (isWhole && overlays.Count == 0 && !LooksLikeOverlay(word))
            {
                suffix += "+" + word;
            }
            else
            {
                throw new InputException(
                    $"no overlay '{UserText.Shorten(word)}'; "
                        + Nearest.Hint(word, Kernels.Overlays.Names)
                );
            }
        }

        return new KernelRelease(version, numbers.Count > 2 ? numbers[2] : null, suffix, overlays);
    }

    private static bool LooksLikeOverlay(string word) =>
        !word.All(IsOfSuffix) || Nearest.Of(word, Kernels.Overlays.Names) is not null;

    /// <summary>The numbers that a text begins with, whatever is behind them.</summary>
    public static IReadOnlyList<int> NumbersOf(string text) => Leading(text, out _);

    /// <summary>Two to four numbers, and what is behind them.</summary>
    private static (IReadOnlyList<int> Numbers, string Suffix) Split(string release, string text)
    {
        List<int> numbers = Leading(release, out int end);
        string suffix = release[end..];
        bool isSuffix =
            suffix.Length == 0
            || suffix[0] is '-' or '_' or '~'
            || (suffix[0] == '.' && numbers.Count > 2 && suffix.Length > 1);
        return
            numbers.Count is >= 2 and <= 4
            && isSuffix
            && text.Length <= Longest
            && suffix.All(IsOfSuffix)
            ? (numbers, suffix)
            : throw new InputException(
                $"'{UserText.Shorten(text)}' is no kernel version; write MAJOR.MINOR such as 7.2"
            );
    }

    private static List<int> Leading(string text, out int end)
    {
        var numbers = new List<int>();
        end = 0;
        for (int at = 0; TryRead(text, at, out int number, out int behind); at = behind + 1)
        {
            numbers.Add(number);
            end = behind;
            if (behind == text.Length || text[behind] != '.')
            {
                break;
            }
        }

        return numbers;
    }

    /// <summary>A number of at most seven digits: SUSE's builds have six.</summary>
    private static bool TryRead(string text, int start, out int number, out int end)
    {
        end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        number = 0;
        return end - start <= 7
            && int.TryParse(
                text.AsSpan(start, end - start),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out number
            );
    }

    private static bool IsOfSuffix(char c) =>
        char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' or '^' or ':' or '@';
}
