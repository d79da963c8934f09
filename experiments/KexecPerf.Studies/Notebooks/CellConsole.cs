using System.Text;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// Standard output once a notebook has run: what a cell prints, on whatever thread it continues, goes to that cell's outputs,
/// and everything else where it went before.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly AsyncLocal<CellOutputs?> Cell = new();
    private static readonly Lazy<CellConsole> Installed = new(() =>
    {
        var console = new CellConsole(Console.Out);
        Console.SetOut(console);
        return console;
    });

    private readonly TextWriter _before;

    private CellConsole(TextWriter before) => _before = before;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What this flow of control prints from here on is that cell's.</summary>
    public static void PrintTo(CellOutputs outputs)
    {
        _ = Installed.Value;
        Cell.Value = outputs;
    }

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) =>
        Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (Cell.Value is { } outputs)
        {
            outputs.Print(buffer);
        }
        else
        {
            _before.Write(buffer);
        }
    }

    public override void Flush() => _before.Flush();
}
