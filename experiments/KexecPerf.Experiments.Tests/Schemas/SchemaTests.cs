namespace KexecPerf.Experiments.Tests.Schemas;

public class SchemaTests
{
    [Theory]
    [InlineData("machine")]
    [InlineData("scenario")]
    [InlineData("study")]
    public async Task The_shipped_schema_is_the_one_made_from_the_readers(string kind)
    {
        string shipped = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "experiments", "schemas", kind + ".schema.json"),
            TestContext.Current.CancellationToken
        );
        string made = await Cli.Text("schema", kind);
        Assert.True(
            made == shipped,
            $"run: kexecperf schema {kind} --output experiments/schemas/{kind}.schema.json"
        );
    }
}
