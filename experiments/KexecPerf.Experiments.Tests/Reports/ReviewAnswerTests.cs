using System.Text.RegularExpressions;
using KexecPerf.Answers.Catalog;
using KexecPerf.Studies.Reports;

namespace KexecPerf.Experiments.Tests.Reports;

/// <summary>The page of results begins with what the review asked.</summary>
public partial class ReviewAnswerTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Checkout.Root, "results", ResultsPage.FileName)
    );

    [Fact]
    public void The_questions_are_its_first_headings()
    {
        IEnumerable<string> asked = QuestionCatalog
            .All.Where(q => q.Asked is not null)
            .Select(q => q.Asked!);

        Assert.Equal(
            asked,
            Heading().Matches(Page).Select(m => m.Groups["asked"].Value).Take(asked.Count())
        );
    }

    [Fact]
    public void Each_case_has_an_answer_of_at_most_three_sentences()
    {
        Match[] answers = [.. Answer().Matches(Page).Cast<Match>()];

        Assert.Equal(9, answers.Length);
        Assert.All(
            answers.Chunk(3),
            c => Assert.Equal(["x86_64", "arm64", "KHO"], c.Select(m => m.Groups["case"].Value))
        );
        Assert.All(
            answers,
            a => Assert.InRange(SentenceEnd().Count(a.Groups["words"].Value), 1, 3)
        );
    }

    [Fact]
    public void The_block_for_a_mail_fits_into_one()
    {
        string block = Mail().Match(Page).Groups["block"].Value;

        Assert.All(block.Split('\n'), line => Assert.InRange(line.Length, 0, 72));
        Assert.All(
            QuestionCatalog.All.Where(q => q.Asked is not null),
            q => Assert.Contains($"> {q.Asked!.Trim('"')}", block, StringComparison.Ordinal)
        );
    }

    [GeneratedRegex(@"^\* \*\*(?<case>\w+)\.\*\* (?<words>.*)$", RegexOptions.Multiline)]
    private static partial Regex Answer();

    [GeneratedRegex("```text\n(?<block>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Mail();

    [GeneratedRegex("^## (?<asked>.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    /// <summary>A full stop behind a word, not in a number.</summary>
    [GeneratedRegex(@"\.(?:\s+[A-Z]|$)")]
    private static partial Regex SentenceEnd();
}
