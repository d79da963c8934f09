using System.Text.Json.Nodes;

namespace KexecPerf.Experiments.Tests.Questions;

public class DmaRiskTests
{
    [Fact]
    public async Task Expected_writes_elsewhere_add_up_and_are_no_probability()
    {
        string[] many =
        [
            "answer",
            "dma-risk",
            "--replications",
            "16",
            "--set",
            "dma.nic.not_stopped=1",
            "--set",
            "dma.nic.writes=100000",
        ];
        JsonObject answer = await Cli.Json(many);
        // Mitigations that stop the device have fewer.
        Assert.Contains(Elsewhere(answer), median => median > 1);
    }

    private static IEnumerable<double> Elsewhere(JsonNode? node) =>
        node switch
        {
            JsonObject o => o.SelectMany(p =>
                p.Key == "writes_elsewhere" ? [Cli.Median(p.Value!)] : Elsewhere(p.Value)
            ),
            JsonArray a => a.SelectMany(Elsewhere),
            _ => [],
        };
}
