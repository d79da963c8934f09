using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Tests.Inputs;

/// <summary>What a user wrote, as it is shown again.</summary>
public static class UserTextTests
{
    [Theory]
    [InlineData("caf\u00e9 \U0001F600", "caf\u00e9 \U0001F600")]
    [InlineData("a\u202eb", "a?b")]
    [InlineData("a\U000E0041b", "a??b")]
    [InlineData("a\u001b[2Jb\n", "a?[2Jb?")]
    public static void What_prints_nothing_is_a_question_mark(string text, string shown) =>
        Assert.Equal(shown, UserText.Line(text));

    [Fact]
    public static void A_place_is_as_long_as_its_file()
    {
        string file = new('f', 300);
        string place = new InputPlace(file, 3, 7, new string('a', 5_000)).ToString();
        Assert.Equal($"{file}:3:7: {new string('a', 97)}...", place);
        Assert.Equal("f", InputPlace.Of("f").ToString());
        Assert.Equal("a.b", new InputPlace(null, 0, 0, "a.b").ToString());
    }
}
