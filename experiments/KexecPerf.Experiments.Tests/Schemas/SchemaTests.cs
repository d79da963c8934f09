using KexecPerf.Answers.Schemas;
using KexecPerf.Studies.Schemas;

namespace KexecPerf.Experiments.Tests.Schemas;

public class SchemaTests
{
    private const string End = ".schema.json";
    private static readonly string Folder = Path.Combine(Checkout.Root, "experiments", "schemas");

    public static TheoryData<string> Kinds { get; } =
    [.. JsonSchemas.All.Concat(FullSchemas.All).Select(k => k.Key)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_shipped_schema_is_the_one_made_from_the_code(string kind)
    {
        string shipped = await File.ReadAllTextAsync(
            Path.Combine(Folder, kind + End),
            TestContext.Current.CancellationToken
        );
        string made = await Cli.Text("schema", kind);
        Assert.True(
            made == shipped,
            $"run: kexecperf schema {kind} --output experiments/schemas/{kind}.schema.json"
        );
    }

    [Fact]
    public void No_schema_is_shipped_that_is_not_made() =>
        Assert.Equal(
            Kinds.Select(k => k.Data).Order(StringComparer.Ordinal),
            Directory
                .GetFiles(Folder)
                .Select(f => Path.GetFileName(f).Replace(End, "", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
}
