using System.Globalization;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// A file of <c>/proc</c> as somebody copied it: its lines in words, with the carriage returns and
/// the byte order mark of other systems taken off, and complaints with file and line.
/// </summary>
/// <param name="place">What to call it in a complaint.</param>
/// <param name="text">Its content, one byte a character.</param>
internal sealed class ProcFile(string place, string text)
{
    private const long Most = 1L << 44;
    private const int MostNodes = 1024;
    private const string ByteOrderMark = "\u00EF\u00BB\u00BF";

    /// <summary>Where it stands.</summary>
    public string Place => place;

    /// <summary>The lines that are not blank, in words, with their numbers from 1.</summary>
    public IEnumerable<(string[] Words, int Number)> Lines()
    {
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            string bare =
                number == 1 && line.StartsWith(ByteOrderMark, StringComparison.Ordinal)
                    ? line[ByteOrderMark.Length..]
                    : line;
            string[] words = bare.Split(
                [' ', '\t', ',', '\r'],
                StringSplitOptions.RemoveEmptyEntries
            );
            if (words.Length > 0)
            {
                yield return (words, number);
            }
        }
    }

    /// <summary>A count.</summary>
    /// <exception cref="InputException">None that the kernel writes.</exception>
    public long Number(string word, int line) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
        && number <= Most
            ? number
            : throw Bad(line, "a whole number", word);

    /// <summary>A node and a zone's name.</summary>
    /// <exception cref="InputException">None that the kernel writes.</exception>
    public ZoneKey Zone(string node, string zone, int line) =>
        Number(node, line) is < MostNodes and var number
            ? new ZoneKey((int)number, zone)
            : throw Bad(line, $"a node below {MostNodes}", node);

    /// <summary>A line that the kernel did not write so.</summary>
    /// <param name="line">Its number.</param>
    /// <param name="wanted">What the kernel writes there.</param>
    /// <param name="got">What stands there; empty where that is plain.</param>
    public InputException Bad(int line, string wanted, string got = "") =>
        Refuse(
            line,
            $"not as the kernel writes it; expected {wanted}"
                + (got.Length > 0 ? $", not '{UserText.Shorten(got, 40)}'" : "")
        );

    /// <summary>A row of another length than the others.</summary>
    public InputException Broken(int line, int wanted, int got) =>
        Refuse(
            line,
            $"not as the kernel writes it; expected {wanted} counts, not {got}: a mail program or "
                + "a terminal broke or cut the row? Copy the file itself"
        );

    /// <summary>A row that stands there a second time.</summary>
    public InputException Twice(int line, string what) =>
        Refuse(line, $"{what} is there twice: two copies in one file? Keep one");

    private InputException Refuse(int line, string message) =>
        new(new InputPlace(place, line, 1, null), message);
}
