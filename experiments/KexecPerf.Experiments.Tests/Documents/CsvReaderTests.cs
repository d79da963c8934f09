using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Experiments.Tests.Documents;

public class CsvReaderTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a,b\n1,2\n", "1:a|b 2:1|2")]
    [InlineData("a,b\n1,2", "1:a|b 2:1|2")]
    [InlineData("a,b\r\n1,\r\n", "1:a|b 2:1|")]
    [InlineData("a\rb\r", "1:a 2:b")]
    [InlineData("a\n\n,\n", "1:a 2: 3:|")]
    [InlineData("\"a,b\",c\n", "1:a,b|c")]
    [InlineData("\"a\"\"b\",\"\"\n", "1:a\"b|")]
    [InlineData("\"a\nb\"\nc\n", "1:a\nb 3:c")]
    [InlineData("5\" disk,x\n", "1:5\" disk|x")]
    [InlineData("\uFEFFa\n", "1:a")]
    public void Records_have_their_cells_and_the_line_they_begin_on(string text, string records) =>
        Assert.Equal(
            records,
            string.Join(' ', Read(text).Select(r => $"{r.Line}:{string.Join('|', r.Cells)}"))
        );

    [Theory]
    [InlineData("a\n\"b\nc\n", "f.csv:2:1: not CSV; a quote is opened and not closed")]
    [InlineData("a\n\"b\"c\n", "f.csv:2:1: not CSV; text stands behind a closing quote")]
    public void A_quote_out_of_place_is_one_line(string text, string begin) =>
        Assert.StartsWith(begin, Assert.Throws<InputException>(() => Read(text)).Line);

    [Fact]
    public void What_is_rendered_is_read_as_it_was()
    {
        string[][] rows =
        [
            ["plain", "with, comma", "with \"quotes\"", ""],
            ["two\nlines", "a\rb", " blanks ", "\""],
        ];
        Assert.Equal(rows, Read(CsvRenderer.Render(rows)).Select(r => r.Cells));
    }

    private static List<CsvRecord> Read(string text) =>
        [.. CsvReader.Read("f.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)))];
}
