namespace KexecPerf.Experiments.Tests.Scenarios;

public class ScenarioFileTests
{
    private static readonly string[] Keys =
    [
        "\"machine\": \"amd-server-96c\"",
        "\"kernel_version\": \"7.3\"",
        "\"cpus\": 5",
        "\"cma\": \"96MiB\"",
        "\"set\": { \"copy.cached\": \"20GB/s\", \"memory.cma_held\": \"50\" }",
        "\"initrd\": \"70MiB\"",
    ];

    /// <summary>A value that another key's default depends on may come after it.</summary>
    [Fact]
    public async Task Keys_may_stand_in_any_order()
    {
        string set = "\"set\": { \"memory.cma_held\": \"50\", \"copy.cached\": \"20GB/s\" }";
        string first = await Answer(Keys);
        Assert.Equal(first, await Answer([.. Keys.Reverse()]));
        Assert.Equal(first, await Answer([set, .. Keys[5..], .. Keys[..4]]));
        Assert.NotEqual(first, await Answer(Keys[..5]));
    }

    private static async Task<string> Answer(string[] keys)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, "{ " + string.Join(", ", keys) + " }");
            return (await Cli.Json("answer", "--scenario", file, "--replications", "8"))
                .ToJsonString()
                .Replace(file, "FILE", StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
