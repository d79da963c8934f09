using System.Text;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Tests.Inputs;

/// <summary>Every complaint names file, line, column and path of what is wrong.</summary>
public static class InputDocumentTests
{
    [Fact]
    public static void An_unknown_key_is_named_with_its_place_and_the_nearest_known()
    {
        InputObject root = Parse("{\n  \"copy\": {\n    \"cachd\": 1 }\n}");
        InputException e = Assert.Throws<InputException>(() =>
            root.Required("copy").AsObject().RefuseOthers(["cached", "batched"])
        );
        Assert.Equal(
            "f.json:3:5: copy.cachd: unknown key; did you mean 'cached'? known are cached, batched",
            e.Line
        );
    }

    [Fact]
    public static void A_word_near_nothing_gets_the_list_alone()
    {
        InputException e = Assert.Throws<InputException>(() =>
            Parse("{\"zzzzzz\": true}").RefuseOthers(["cached"])
        );
        Assert.Equal("f.json:1:2: zzzzzz: unknown key; known are cached", e.Line);
    }

    [Fact]
    public static void A_duplicate_key_is_refused_where_it_stands_the_second_time() =>
        Assert.Equal(
            "f.json:3:3: a: the key stands here twice; keep one",
            Refused("{\n  \"a\": true,\n  \"a\": false\n}")
        );

    /// <summary>The two are the same key once the escape is read.</summary>
    [Fact]
    public static void A_duplicate_key_in_disguise_is_one() =>
        Assert.Contains("stands here twice", Refused("{\"a\": true, \"\\u0061\": true}"));

    [Fact]
    public static void The_same_key_in_two_objects_is_no_duplicate() =>
        Assert.Equal(["a", "b"], Parse("{\"a\": {\"x\": true}, \"b\": {\"x\": true}}").Keys);

    [Fact]
    public static void A_bare_number_is_refused_where_a_unit_belongs()
    {
        InputNode node = Parse("{ \"size\":\n 84 }").Required("size");
        InputException e = Assert.Throws<InputException>(() => node.AsText());
        Assert.StartsWith("f.json:2:2: size: bare number 84; write it in quotes", e.Line);
    }

    [Theory]
    [InlineData("{\"a\": null}", "f.json:1:7: a: null is no value")]
    [InlineData("{\"a\": [true, null]}", "f.json:1:14: a[1]: null is no value")]
    [InlineData("null", "f.json:1:1: null is no value")]
    public static void Null_is_refused(string text, string start) =>
        Assert.StartsWith(start, Refused(text));

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("{")]
    [InlineData("{\"a\"")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\": tru")]
    [InlineData("{\"a\": \"tex")]
    [InlineData("{\"a\": [true")]
    [InlineData("{\"a\": true")]
    [InlineData("{ /* and so on")]
    [InlineData("{} {}")]
    [InlineData("{}x")]
    [InlineData("{'a': true}")]
    [InlineData("{a: true}")]
    [InlineData("{\"a\": NaN}")]
    [InlineData("{\"a\": 01}")]
    [InlineData("{\"a\": +1}")]
    [InlineData("{\"a\": \"new\nline\"}")]
    public static void Text_that_is_no_JSON_is_refused_with_a_line(string text) =>
        Assert.Matches(@"^f\.json:[1-9]\d*:[1-9]\d*: not valid JSON; .+", Refused(text));

    [Fact]
    public static void The_place_of_a_syntax_error_is_that_of_the_error() =>
        Assert.StartsWith("f.json:3:3:", Refused("{\n  \"a\": true,\n  b\n}"));

    [Fact]
    public static void Truncated_text_is_refused_at_every_length()
    {
        byte[] whole = Encoding.UTF8.GetBytes("{\"a\": [\"x\", {\"b\": true}], \"c\": 12}");
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.Throws<InputException>(() => InputDocument.Parse("f.json", part));
        }

        Assert.Equal(["a", "c"], InputDocument.Parse("f.json", whole).Keys);
    }

    [Fact]
    public static void Comments_and_trailing_commas_are_allowed_and_count_as_lines()
    {
        InputObject root = Parse("// one\n/* two\n three */ {\n  \"a\": true, // four\n}\n// end");
        Assert.True(root.Required("a").AsFlag());
        Assert.Equal(new InputPlace("f.json", 4, 8, "a"), root.Required("a").Place);
    }

    [Fact]
    public static void A_byte_order_mark_is_skipped_and_no_column()
    {
        InputObject root = InputDocument.Parse(
            "f.json",
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("{\"a\": true}")]
        );
        Assert.Equal(new InputPlace("f.json", 1, 7, "a"), root.Required("a").Place);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xC3 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    public static void Invalid_UTF_8_is_refused_in_values_and_keys(byte[] bad)
    {
        byte[] value = [.. "{\"a\": \""u8, .. bad, .. "\"}"u8];
        byte[] key = [.. "{\""u8, .. bad, .. "\": true}"u8];
        Assert.Throws<InputException>(() => InputDocument.Parse("f.json", value));
        Assert.Throws<InputException>(() => InputDocument.Parse("f.json", key));
    }

    [Fact]
    public static void Half_a_surrogate_pair_is_refused() =>
        Assert.Contains("UTF-8", Refused("{\"a\": \"\\ud800\"}"));

    [Fact]
    public static void Depth_ends_at_16()
    {
        Assert.NotNull(Parse("{\"a\":" + new string('[', 15) + new string(']', 15) + "}"));
        Refused("{\"a\":" + new string('[', 16) + new string(']', 16) + "}");
        Refused("{\"a\":" + new string('[', 100_000));
    }

    [Theory]
    [InlineData("[true]", "an object")]
    [InlineData("true", "an object")]
    [InlineData("\"text\"", "an object")]
    [InlineData("12", "an object")]
    public static void The_root_is_an_object(string text, string _) =>
        Assert.Contains("not an object", Refused(text));

    /// <summary>The path is part of the line, and a key may hold a line end.</summary>
    [Theory]
    [InlineData("{\"a\\nb\": null}")]
    [InlineData("{\"a\\u001b[31m\": null}")]
    public static void Control_characters_of_a_key_stay_out_of_the_line(string text) =>
        Refused(text);

    [Fact]
    public static void A_long_key_does_not_make_a_long_line() =>
        Assert.InRange(Refused("{\"" + new string('k', 50_000) + "\": null}").Length, 10, 400);

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("12")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    public static void A_value_is_one_kind_and_no_other(string json)
    {
        InputNode node = Parse("{\"a\": " + json + "}").Required("a");
        Action[] readings =
        [
            () => node.AsText(),
            () => node.AsCount(0, 100),
            () => node.AsFlag(),
            () => node.AsArray(),
            () => node.AsObject(),
        ];
        var refusals = readings.Select(Record.Exception).Where(e => e is not null).ToList();
        Assert.Equal(4, refusals.Count);
        Assert.All(refusals, e => Assert.Equal(node.Place, Assert.IsType<InputException>(e).Place));
    }

    [Fact]
    public static void A_missing_key_is_named_with_the_place_of_its_object() =>
        Assert.Equal(
            "f.json:1:7: a: the key \"b\" is missing; add it",
            Assert
                .Throws<InputException>(() =>
                    Parse("{\"a\": {}}").Required("a").AsObject().Required("b")
                )
                .Line
        );

    private static InputObject Parse(string text) =>
        InputDocument.Parse("f.json", Encoding.UTF8.GetBytes(text));

    private static string Refused(string text)
    {
        InputException e = Assert.Throws<InputException>(() => Parse(text));
        Assert.DoesNotContain(e.Line, char.IsControl);
        return e.Line;
    }
}
