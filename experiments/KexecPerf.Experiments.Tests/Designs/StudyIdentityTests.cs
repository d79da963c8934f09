using System.Text;
using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Experiments.Tests.Designs;

public class StudyIdentityTests
{
    public static TheoryData<string> Names { get; } = [.. ShippedStudies.Names];

    /// <summary>If it fails after a change of the model: <c>rm -r results/*/ &amp;&amp; .ci/kexecperf report all</c>.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void The_committed_results_of_a_study_are_of_this_study_and_model(string name)
    {
        string manifest = File.ReadAllText(
            Path.Combine(Checkout.Root, "results", name, "manifest.json")
        );
        Assert.Equal(
            JsonNode.Parse(manifest)!["identity"]!.GetValue<string>(),
            StudyIdentity.Of(StudyFile.Read(name, seed: 1)).Hash
        );
    }

    [Fact]
    public void The_order_of_what_a_base_says_makes_no_other_study()
    {
        string[] said =
        [
            "\"ram\": \"8GiB\"",
            "\"set\": { \"memory.cma_taken\": 5, \"cpu_stop.dead\": 0 }",
        ];
        string identity = Identity(string.Join(", ", said));
        Assert.Equal(identity, Identity(string.Join(", ", said.Reverse())));
        Assert.Equal(
            identity,
            Identity(said[0] + ", \"set\": { \"cpu_stop.dead\": 0, \"memory.cma_taken\": 5 }")
        );
        Assert.NotEqual(identity, Identity(said[0]));
    }

    [Fact]
    public void What_is_in_a_file_that_a_setting_names_makes_another_study()
    {
        using var folder = new TempFolder();
        folder.Write("initrd.img", new byte[1 << 20]);
        string one = Identity("\"initrd\": \"initrd.img\"", folder);
        folder.Write("initrd.img", [1, .. new byte[(1 << 20) - 1]]);
        Assert.NotEqual(one, Identity("\"initrd\": \"initrd.img\"", folder));
    }

    private static string Identity(string settings)
    {
        using var folder = new TempFolder();
        return Identity(settings, folder);
    }

    private static string Identity(string settings, TempFolder folder)
    {
        folder.Write(
            "study.json",
            Encoding.UTF8.GetBytes(
                $$"""{ "name": "x", "base": { {{settings}} }, "axes": { "cpus": [1, 2] } }"""
            )
        );
        return StudyIdentity
            .Of(StudyFile.Read(Path.Combine(folder.Path, "study.json"), seed: 1))
            .Hash;
    }
}
