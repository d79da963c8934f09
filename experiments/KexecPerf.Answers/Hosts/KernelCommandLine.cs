using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>The parameters the running kernel was booted with; of one given twice the last counts, as for the kernel.</summary>
internal sealed class KernelCommandLine(string text)
{
    private readonly string[] _words =
    [
        .. text.Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .TakeWhile(w => w != "--"),
    ];

    /// <summary>A switch as <c>kstrtobool()</c> reads it; null if it is not given or not understood.</summary>
    public bool? Switch(string name) =>
        Value(name) switch
        {
            ['y' or 'Y' or 't' or 'T' or '1', ..] => true,
            ['n' or 'N' or 'f' or 'F' or '0', ..] => false,
            ['o' or 'O', 'n' or 'N', ..] => true,
            ['o' or 'O', 'f' or 'F', ..] => false,
            _ => null,
        };

    /// <summary>A size as <c>memparse()</c> reads it, what follows it (<c>@address</c>) ignored; null if there is none.</summary>
    public ByteSize? Size(string name)
    {
        string value = Value(name) ?? "";
        int numberBase = value switch
        {
            ['0', 'x' or 'X', ..] => 16,
            ['0', ..] => 8,
            _ => 10,
        };
        string rest = numberBase == 16 ? value[2..] : value;
        int digits = rest.TakeWhile(c => IsDigit(c, numberBase)).Count();
        if (digits is 0 or > 15)
        {
            return null;
        }

        int shift = rest[digits..] switch
        {
            ['k' or 'K', ..] => 10,
            ['m' or 'M', ..] => 20,
            ['g' or 'G', ..] => 30,
            ['t' or 'T', ..] => 40,
            _ => 0,
        };
        long number = Convert.ToInt64(rest[..digits], numberBase);
        return number <= long.MaxValue >> shift ? new ByteSize(number << shift) : null;
    }

    private static bool IsDigit(char c, int numberBase) =>
        numberBase == 16 ? char.IsAsciiHexDigit(c) : c >= '0' && c < '0' + numberBase;

    /// <summary>Whether it is given, with a value or without, as collect.sh leaves most.</summary>
    public bool Has(string name) => _words.Contains(name) || Value(name) is not null;

    /// <summary>What follows <c>name=</c>; null if it is not given.</summary>
    public string? Value(string name) => Values(name).LastOrDefault();

    /// <summary>
    /// Of one that may be given several times, such as <c>console=</c>, all values.
    /// </summary>
    public IEnumerable<string> Values(string name) =>
        _words
            .Where(w => w.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(w => w[(name.Length + 1)..]);
}
