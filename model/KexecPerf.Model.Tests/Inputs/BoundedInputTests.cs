using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Tests.Inputs;

/// <summary>What no file of ours comes near is refused, and soon.</summary>
public static class BoundedInputTests
{
    [Fact]
    public static void More_than_ten_thousand_keys_are_refused_where_the_first_too_many_stands()
    {
        string keys = string.Join(",\n", Enumerable.Range(0, 200_000).Select(i => $"\"k{i}\": 1"));
        Refused("{" + keys + "}", "f:10001:1: k10000: more than 10000 keys");
    }

    [Fact]
    public static void More_than_a_million_items_are_refused() =>
        Refused(
            "{\"a\": [" + string.Join(',', Enumerable.Repeat("1", 1_000_001)) + "]}",
            "more than 1000000 items"
        );

    [Fact]
    public static void Objects_are_sixteen_deep_at_most() =>
        Refused(string.Concat(Enumerable.Repeat("{\"a\":", 40_000)), "not valid JSON");

    [Fact]
    public static void The_keys_of_an_object_come_in_the_order_written()
    {
        var root = InputDocument.Parse("f", "{\"z\": 1, \"a\": 2, \"m\": 3}"u8);
        Assert.Equal(["z", "a", "m"], root.Keys);
        Assert.Equal(2, root.Required("a").AsCount(0, 9));
        Assert.Null(root.Optional("b"));
    }

    [Theory]
    [InlineData("\u001b[31mred\u0007", "?[31mred?")]
    [InlineData("a\tb\nc", "a?b?c")]
    [InlineData("\u202eright to left\u200b", "?right to left?")]
    [InlineData("\ud83d\udc4d up", "\ud83d\udc4d up")]
    [InlineData("Grüße, ~[*]", "Grüße, ~[*]")]
    public static void What_a_terminal_would_obey_is_a_question_mark(string text, string line) =>
        Assert.Equal(line, UserText.Shorten(text));

    /// <summary>Made here, since metadata cannot hold one.</summary>
    [Fact]
    public static void Half_a_pair_of_surrogates_is_a_question_mark() =>
        Assert.Equal("? down", UserText.Shorten((char)0xD83D + " down"));

    [Fact]
    public static void A_long_cell_is_its_start() =>
        Assert.Equal(new string('x', 37) + "...", UserText.Shorten(new string('x', 100_000)));

    private static void Refused(string json, string why) =>
        Assert.Contains(
            why,
            Assert
                .Throws<InputException>(() =>
                    InputDocument.Parse("f", Encoding.UTF8.GetBytes(json))
                )
                .Line
        );
}
