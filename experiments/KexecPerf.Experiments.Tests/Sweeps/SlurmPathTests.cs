using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>What a node is told of files; that Slurm understands it is shown by <c>.ci/slurm</c>.</summary>
public sealed class SlurmPathTests
{
    private static readonly byte[] Study =
        """
        { "name": "mine", "axes": { "cpus": [1, 2] }, "replications": 1 }
        """u8.ToArray();

    [Theory]
    [InlineData("mine.json")]
    [InlineData("mine")]
    [InlineData("image-size")]
    public void A_study_file_is_named_in_full_whatever_it_is_called(string name)
    {
        using var folder = new TempFolder();
        string file = folder.Write("it's/" + name, Study);
        Assert.Contains(
            " 'sweep' '" + file.Replace("'", "'\\''") + "' ",
            SlurmSubmission.Sweep(Request(file))
        );
    }

    [Fact]
    public void A_shipped_study_is_named_as_the_user_named_it() =>
        Assert.Contains(" 'sweep' 'image-size' ", SlurmSubmission.Sweep(Request("image-size")));

    [Fact]
    public void Results_are_named_in_full() =>
        Assert.EndsWith(
            $" '--results' '{Path.GetFullPath("there")}'",
            SlurmSubmission.Sweep(Request("image-size"))
        );

    [Fact]
    public void Nothing_in_a_folder_is_a_pattern_to_slurm() =>
        Assert.Equal(
            """
            "/50%%j of \"all\"/array-%a.log"
            """,
            SlurmSubmission.Log("/50%j of \"all\"", "array-%a.log")
        );

    private static SweepRequest Request(string study) =>
        new(StudyFile.Read(study, seed: 1), "there", Jobs: 1);
}
