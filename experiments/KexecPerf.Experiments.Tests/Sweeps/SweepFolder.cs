using System.Text;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Studies.Designs;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Sweeps;

/// <summary>A study's file beside a folder of its results, both gone after the test.</summary>
internal sealed class SweepFolder : IDisposable
{
    /// <summary>Six points of eight replications.</summary>
    public const string Small = """
        {
          "name": "tiny", "base": { "ram": "8GiB", "cma": "256MiB" },
          "axes": { "image": ["16MiB", "24MiB", "32MiB"], "kernel_version": ["7.2", "7.3"] },
          "replications": 8
        }
        """;

    private readonly TempFolder _folder = new();

    public SweepFolder(string study = Small) => Write(study);

    public string File => Path.Combine(_folder.Path, "study.json");

    public string Results => Path.Combine(_folder.Path, "results");

    public string Study => Path.Combine(Results, "tiny");

    public string Failed => Path.Combine(Study, "failed");

    public string[] Parts
    {
        get
        {
            string folder = Path.Combine(Study, "parts");
            return Directory.Exists(folder)
                ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)]
                : [];
        }
    }

    public string Summary => System.IO.File.ReadAllText(Path.Combine(Study, "summary.csv"));

    public void Write(string study) => _folder.Write("study.json", Encoding.UTF8.GetBytes(study));

    public Task<(int Exit, string Output, string Error)> Sweep(params string[] more) =>
        Cli.Run(["sweep", File, "--results", Results, "--quiet", .. more]);

    /// <summary>The summary of a sweep that must succeed.</summary>
    public async Task<string> Complete(params string[] more)
    {
        (int exit, _, string error) = await Sweep(more);
        Assert.True(exit == 0, error);
        return Summary;
    }

    /// <summary>The sweep of the file as the command would make it, to be run by a test.</summary>
    public (Study Study, StudyStore Store) Open()
    {
        Study study = StudyFile.Read(File, seed: 1);
        return (study, StudyStore.Open(Results, study, StudyIdentity.Of(study), goOn: true));
    }

    public SweepRequest Request() =>
        new(StudyFile.Read(File, seed: 1), Results, 2) { Resume = true };

    public void Dispose() => _folder.Dispose();
}
