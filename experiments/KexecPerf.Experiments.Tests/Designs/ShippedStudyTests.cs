using KexecPerf.Studies.Designs;

namespace KexecPerf.Experiments.Tests.Designs;

public class ShippedStudyTests
{
    public static TheoryData<string> Names { get; } = [.. ShippedStudies.Names];

    [Fact]
    public void Every_file_beside_the_code_is_shipped_under_its_name() =>
        Assert.Equal(
            Directory
                .GetFiles(Path.Combine(Checkout.Root, "experiments", "studies"), "*.json")
                .Select(f => Path.GetFileNameWithoutExtension(f)!)
                .Order(StringComparer.Ordinal),
            ShippedStudies.Names
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_point_of_a_shipped_study_can_be_built(string name)
    {
        Study study = StudyFile.Read(name, seed: 1);
        Assert.Equal(name, study.Name);
        Assert.Equal(name, study.Source);
        Assert.True(study.Count > 1);
        study.CheckPoints(CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_dry_run_of_a_shipped_study_fits_72_columns(string name)
    {
        string text = await Cli.Text("sweep", name, "--dry-run", "--replications", "1000000");
        Assert.Contains(
            "1000000 replications x 2 sides",
            text.ReplaceLineEndings(" ").Replace("  ", " ")
        );
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 72));
    }
}
