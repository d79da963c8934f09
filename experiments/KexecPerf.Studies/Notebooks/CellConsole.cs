using System.Text;

namespace KexecPerf.Studies.Notebooks;

/// <summary>
/// Standard output while notebooks run: what a cell prints, on whatever thread it continues, goes to that cell's outputs,
/// and everything else where it went before. The last notebook to end puts <see cref="Console.Out"/> back.
/// </summary>
internal sealed class CellConsole : TextWriter
{
    private static readonly Lock Installing = new();
    private static readonly AsyncLocal<CellOutputs?> Cell = new();
    private static TextWriter? _before;
    private static int _users;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Whose cell it is that prints from here on, in this flow of control.</summary>
    public static CellOutputs? Current
    {
        set => Cell.Value = value;
    }

    /// <summary>Takes standard output over until disposed of.</summary>
    public static IDisposable Install()
    {
        lock (Installing)
        {
            if (_users++ == 0)
            {
                _before = Console.Out;
                Console.SetOut(new CellConsole());
            }
        }

        return new Lease();
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
            _before?.Write(buffer);
        }
    }

    private sealed class Lease : IDisposable
    {
        public void Dispose()
        {
            lock (Installing)
            {
                if (--_users == 0)
                {
                    Console.SetOut(_before!);
                }
            }
        }
    }
}
