using KexecPerf.Answers.Catalog;

namespace KexecPerf.Experiments.Tests.Catalog;

public class QuestionCatalogTests
{
    [Fact]
    public async Task Every_question_has_its_row_in_the_readme()
    {
        string readme = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "README.md"),
            TestContext.Current.CancellationToken
        );
        Assert.All(
            QuestionCatalog.All.Select(q => $"| `answer {q.Name}` | {q.Meaning} |"),
            row => Assert.True(readme.Contains(row + "\n"), $"add to README.md: {row}")
        );
    }

    [Fact]
    public async Task Every_question_is_in_the_help()
    {
        string help = await Cli.Text("answer", "--help");
        string words = string.Join(
            ' ',
            help.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Contains(string.Join(", ", QuestionCatalog.All.Select(q => q.Name)), words);
    }
}
