using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Reads CSV (RFC 4180 quoting, any line end) as <see cref="CsvRenderer"/> and spreadsheets write
/// it; a quote inside a cell that begins with none is a character as any other.
/// </summary>
internal sealed class CsvReader
{
    private readonly string _file;
    private readonly string _text;
    private int _at;
    private int _line = 1;

    private CsvReader(string file, string text) => (_file, _text) = (file, text);

    /// <summary>All records, header and empty lines as well, in time linear in the text.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="stream">UTF-8, or what its byte order mark says; closed at the end.</param>
    /// <exception cref="InputException">When read so far: a quote is out of place.</exception>
    public static IEnumerable<CsvRecord> Read(string file, Stream stream)
    {
        using var text = new StreamReader(stream);
        return new CsvReader(file, text.ReadToEnd()).Records();
    }

    private IEnumerable<CsvRecord> Records()
    {
        while (_at < _text.Length)
        {
            int line = _line;
            List<string> cells = [Cell()];
            while (Take(','))
            {
                cells.Add(Cell());
            }

            EndLine();
            yield return new CsvRecord(line, cells);
        }
    }

    private string Cell()
    {
        if (Take('"'))
        {
            return Quoted();
        }

        int start = _at;
        int length = _text.AsSpan(start).IndexOfAny(",\r\n");
        _at = length < 0 ? _text.Length : start + length;
        return _text[start.._at];
    }

    private string Quoted()
    {
        int begun = _line;
        var cell = new StringBuilder();
        do
        {
            int length = _text.AsSpan(_at).IndexOf('"');
            if (length < 0)
            {
                throw Wrong(begun, "a quote is opened and not closed; close it, or double it");
            }

            ReadOnlySpan<char> part = _text.AsSpan(_at, length + 1);
            cell.Append(part);
            _line += part.Count('\n');
            _at += part.Length;
        } while (Take('"'));
        cell.Length--;
        return cell.ToString();
    }

    private void EndLine()
    {
        if (_at < _text.Length && !(Take('\r') | Take('\n')))
        {
            throw Wrong(_line, "text stands behind a closing quote; double quotes inside a cell");
        }

        _line++;
    }

    private bool Take(char c)
    {
        bool there = _at < _text.Length && _text[_at] == c;
        _at += there ? 1 : 0;
        return there;
    }

    private InputException Wrong(int line, string what) =>
        new(new InputPlace(_file, line, 1, null), "not CSV; " + what);
}
