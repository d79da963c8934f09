using System.Text.Json.Nodes;
using KexecPerf.Answers.Catalog;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Experiments.Tests.Reports;

public class LayoutTests
{
    public static TheoryData<string> Commands { get; } =
    [
        .. QuestionCatalog.All.Select(q => $"answer {q.Name}"),
        .. QuestionCatalog.WithOutcome.Select(q => $"sensitivity {q.Name}"),
        "answer",
        "answer --machine arm64-128c --initrd 2GiB --ram 64GiB",
        "answer --kho on",
        "answer --cma 64MiB",
        "answer --machine amd-server-96c --kernel-version 7.3+async-device-shutdown+accelerated-hash",
        "answer --cma-pinned 6 --cma-occupancy 70% --pressure 80% --kernel-version 7.3",
        "answer zeroing --initrd 2GiB --cma 6GiB",
        "answer cma-size --cma-pinned 5 --cma-occupancy 60%",
        "answer dma-risk --machine arm64-128c",
        "answer break-even --machine intel-server --cpus 8 --kernel-version 7.3 --cma 1GiB --of hot_phase",
        "sensitivity",
        "sensitivity --machine thunderx2 --cpus 4 --of switch",
        "sensitivity what-dominates --kernel-version 7.3 --cma-pinned 6",
        "compare --kernel-version 6.12 --vs --kernel-version 7.3 --cma 1GiB",
    ];

    public static TheoryData<string> Questions { get; } =
    [.. QuestionCatalog.All.Select(q => $"answer {q.Name} --kernel-version 7.3")];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Text_is_at_most_72_columns_and_ends_with_the_command_that_makes_it(
        string line
    )
    {
        string text = await Cli.Text([.. line.Split(' '), "--replications", "16"]);
        string[] lines = text.TrimEnd('\n').Split('\n');
        Assert.All(lines, l => Assert.True(l.Length <= 72, $"{l.Length} columns: {l}"));
        Assert.EndsWith("simulated", lines[0]);
        int reproduce = Array.FindIndex(
            lines,
            l => l.StartsWith("Reproduce:", StringComparison.Ordinal)
        );
        string command = string.Concat(
            lines[reproduce..].Select(l => l.TrimEnd('\\').Trim() + " ")
        );
        Assert.Equal($"Reproduce: kexecperf {line} --replications 16 --seed 1", command.Trim());
    }

    [Theory]
    [MemberData(nameof(Questions))]
    [InlineData("sensitivity")]
    [InlineData("machines")]
    [InlineData("machines show zen4-vm")]
    [InlineData("kernels")]
    [InlineData("kernels show 7.2+skip-digest")]
    [InlineData("doctor")]
    public async Task Every_format_holds_the_answer(string line)
    {
        string[] words = line.Split(' ');
        string[] few = words[0] is "answer" or "sensitivity" ? ["--replications", "16"] : [];
        JsonObject json = await Cli.Json([.. words, .. few]);
        Assert.StartsWith("kexecperf.", json["schema"]!.GetValue<string>());
        Assert.All(Keys(json), k => Assert.Matches("^[a-z0-9_]+$", k));
        string csv = await Cli.Text([.. words, .. few, "--format", "csv"]);
        Assert.True(csv.Split('\n').Length > 3);
        string markdown = await Cli.Text([.. words, .. few, "--format", "markdown"]);
        Assert.StartsWith("### ", markdown);
        string text = await Cli.Text([.. words, .. few]);
        Assert.All(text.Split('\n'), l => Assert.True(l.Length <= 72, $"{l.Length} columns: {l}"));
    }

    [Fact]
    public async Task Output_goes_whole_into_the_file_named()
    {
        string folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;
        try
        {
            string file = Path.Combine(folder, "answer.json");
            (int exit, string output, _) = await Cli.Run(
                "answer",
                "--replications",
                "8",
                "--format",
                "json",
                "--output",
                file
            );
            Assert.Equal(0, exit);
            Assert.Empty(output);
            string written = await File.ReadAllTextAsync(
                file,
                TestContext.Current.CancellationToken
            );
            Assert.NotNull(JsonNode.Parse(written));
            Assert.Single(Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_link_is_written_through_and_a_device_stays_one()
    {
        string folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;
        try
        {
            string target = Path.Combine(folder, "target");
            string link = Path.Combine(folder, "link");
            await File.WriteAllTextAsync(target, "", TestContext.Current.CancellationToken);
            File.CreateSymbolicLink(link, target);
            await Cli.Text("answer", "--replications", "8", "--output", link);
            Assert.NotNull(new FileInfo(link).LinkTarget);
            Assert.True(new FileInfo(target).Length > 0);
            await Cli.Text("answer", "--replications", "8", "--output", "/dev/null");
            Assert.Equal(0, new FileInfo("/dev/null").Length);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Wrapped_text_keeps_every_word_and_the_width()
    {
        string text = string.Join(
            ' ',
            Enumerable.Range(0, 200).Select(i => new string('x', 1 + i % 13))
        );
        string wrapped = TextRenderer.Wrap(text, 4);
        Assert.Equal(
            text.Split(' '),
            wrapped.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.All(wrapped.Split('\n'), l => Assert.True(l.Length <= 72));
    }

    /// <summary>Keys of profiles' parameters are paths with dots; those stand in values, not keys.</summary>
    private static IEnumerable<string> Keys(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p => Keys(p.Value).Prepend(p.Key)),
            JsonArray a => a.SelectMany(Keys),
            _ => [],
        };
}
