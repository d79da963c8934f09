using System.Text;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Lays rows out under the columns of a table: as wide as its cells, at most as far apart as a line
/// allows.
/// </summary>
internal sealed class TextTable
{
    private readonly bool _prose;
    private readonly int[] _widths;
    private readonly int _gap;

    /// <param name="table">Whose cells say how wide its columns are.</param>
    public TextTable(Table table)
    {
        _prose = table.Prose;
        int columns = table.Headers.Length;
        _widths = new int[columns];
        foreach (string[] row in (IEnumerable<string[]>)[table.Headers, .. table.Rows])
        {
            for (int c = 0; c < columns; c++)
            {
                _widths[c] = Math.Max(_widths[c], row[c].Length);
            }
        }

        _gap =
            columns < 2
                ? 0
                : Math.Clamp((TextRenderer.Width - _widths.Sum()) / (columns - 1), 1, 3);
    }

    /// <summary>
    /// A line for each row; a cell wider than its column moves the rest of its line.
    /// </summary>
    public string Lay(IEnumerable<string[]> rows)
    {
        var result = new StringBuilder();
        foreach (string[] row in rows)
        {
            var line = new StringBuilder();
            for (int c = 0; c < row.Length; c++)
            {
                bool left = c == 0 || _prose;
                line.Append(' ', c == 0 ? 0 : _gap)
                    .Append(left ? row[c].PadRight(_widths[c]) : row[c].PadLeft(_widths[c]));
            }

            string laid = line.ToString().TrimEnd();
            result.Append(_prose ? Hang(laid) : laid + "\n");
        }

        return result.ToString();
    }

    /// <summary>A row of prose too long for a line goes on under its last column.</summary>
    private string Hang(string line)
    {
        int indent = _widths[..^1].Sum(w => w + _gap);
        if (line.Length <= TextRenderer.Width || indent > TextRenderer.Width / 2)
        {
            return line.Length <= TextRenderer.Width ? line + "\n" : TextRenderer.Wrap(line, 4);
        }

        string[] wrapped = TextRenderer
            .Wrap(new string('x', indent) + line[indent..], indent)
            .Split('\n');
        wrapped[0] = line[..indent] + wrapped[0][indent..];
        return string.Join('\n', wrapped);
    }
}
