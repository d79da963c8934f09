using System.Text;

namespace KexecPerf.Answers.Documents;

/// <summary>
/// Standard error, which may be closed or full: what cannot be said is lost, and the status says
/// it alone.
/// </summary>
internal sealed class UnfailingWriter(TextWriter writer) : TextWriter
{
    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Try(() => writer.Write(value));

    public override void Write(string? value) => Try(() => writer.Write(value));

    public override void WriteLine(string? value) => Try(() => writer.WriteLine(value));

    public override void Flush() => Try(writer.Flush);

    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            // Nobody is there to be told.
        }
    }
}
