using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Commands;

public class UnfailingWriterTests
{
    [Fact]
    public void What_nobody_can_be_told_is_lost_without_an_error()
    {
        using var full = new StreamWriter("/dev/full") { AutoFlush = true };
        using var writer = new UnfailingWriter(full);
        writer.WriteLine("error: no command");
        writer.Write("half a line");
        writer.Write('c');
        writer.Flush();
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
}
