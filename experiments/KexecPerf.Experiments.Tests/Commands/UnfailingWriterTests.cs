using System.Text;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Commands;

public class UnfailingWriterTests
{
    [Fact]
    public void What_nobody_can_be_told_is_lost_without_an_error()
    {
        using var full = new Full();
        using var writer = new UnfailingWriter(full);
        writer.WriteLine("error: no command");
        writer.Write("half a line");
        writer.Write('c');
        writer.Flush();
        Assert.Equal(4, full.Tried);
    }

    [Fact]
    public void What_can_be_told_is()
    {
        using var text = new StringWriter();
        using var writer = new UnfailingWriter(text);
        writer.WriteLine("error: {0}");
        writer.Write("b");
        Assert.Equal("error: {0}" + text.NewLine + "b", text.ToString());
    }

    private sealed class Full : TextWriter
    {
        public int Tried { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Refuse();

        public override void Write(string? value) => Refuse();

        public override void WriteLine(string? value) => Refuse();

        public override void Flush() => Refuse();

        private void Refuse()
        {
            Tried++;
            throw new IOException("no space left on device");
        }
    }
}
