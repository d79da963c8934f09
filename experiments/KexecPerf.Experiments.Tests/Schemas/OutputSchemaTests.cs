using System.Text.Json.Nodes;
using KexecPerf.Experiments.Tests.Hosts;
using KexecPerf.Experiments.Tests.Notebooks;
using KexecPerf.Experiments.Tests.Sweeps;
using KexecPerf.Studies.Sweeps;

namespace KexecPerf.Experiments.Tests.Schemas;

/// <summary>What the command really prints and writes fits the schema that it prints of it.</summary>
[Collection(Drawing.Name)]
public sealed class OutputSchemaTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("machines-list", "machines list")]
    [InlineData("machines-show", "machines show zen4-vm")]
    [InlineData("machines-show", "machines show arm64-128c")]
    [InlineData("kernels-list", "kernels list")]
    [InlineData("kernels-show", "kernels show 7.2+skip-digest")]
    [InlineData("kernels-show", "kernels show 5.16+mmu-off")]
    [InlineData("doctor", "doctor")]
    public async Task An_output_fits_its_schema(string kind, string line) =>
        await SchemaFit.Holds(kind, await Cli.Text([.. line.Split(' '), "--format", "json"]));

    [Theory]
    [InlineData("trace --cma 512MiB")]
    [InlineData("trace --machine arm64-128c --cpus 4")]
    public async Task A_trace_fits_its_schema(string line) =>
        await SchemaFit.Holds("trace", await Cli.Text(line.Split(' ')));

    [Fact]
    public async Task A_validation_fits_its_schema()
    {
        string data = Path.Combine(
            Checkout.Root,
            "experiments",
            "validation",
            "published-rows.csv"
        );
        (_, string output, _) = await Cli.Run([
            "validate",
            "--data",
            data,
            "--replications",
            "20",
            "--format",
            "json",
        ]);
        await SchemaFit.Holds("validate", output);
    }

    [Fact]
    public async Task A_calibration_and_the_check_of_its_profile_fit_their_schemas()
    {
        FakeHost.Small().In(_folder);
        string profile = Path.Combine(_folder.Path, "profile.json");
        string[] line = ["calibrate", "--host-root", _folder.Path, "--budget", "300 ms"];
        await SchemaFit.Holds(
            "calibrate",
            await Cli.Text([.. line, "--output", profile, "--format", "json"])
        );
        await SchemaFit.Holds(
            "machines-check",
            await Cli.Text("machines", "check", profile, "--format", "json")
        );
    }

    [Fact]
    public async Task A_calibration_from_a_log_fits_its_schema()
    {
        string log = _folder.Write(
            "log",
            "[    0.000000] smpboot: 4 processors\n[    1.000000] ahci 0000:00:1f.2: shutdown\n[    1.250000] e1000e 0000:00:1f.6: shutdown\n[    1.300000] kexec_core: Starting new kernel\n"u8.ToArray()
        );
        await SchemaFit.Holds(
            "calibrate",
            await Cli.Text("calibrate", "--from-dmesg", log, "--format", "json")
        );
    }

    [Fact]
    public async Task A_sweep_its_manifest_and_its_report_fit_their_schemas()
    {
        using var folder = new SweepFolder();
        string[] to = ["--results", folder.Results, "--format", "json"];
        await SchemaFit.Holds(
            "dry-run",
            await Cli.Text(["sweep", folder.File, "--dry-run", .. to])
        );
        (_, string shard, _) = await folder.Sweep("--shard", "1/2", "--format", "json");
        await SchemaFit.Holds("sweep", shard);
        (_, string whole, _) = await folder.Sweep("--resume", "--format", "json");
        await SchemaFit.Holds("sweep", whole);
        await SchemaFit.Holds(
            "manifest",
            await File.ReadAllTextAsync(Path.Combine(folder.Study, "manifest.json"))
        );
        await SchemaFit.Holds("report", await Cli.Text(["report", folder.File, .. to]));
    }

    [Fact]
    public async Task A_manifest_of_a_precision_fits_its_schema()
    {
        using var folder = new SweepFolder(
            """{ "name": "tiny", "axes": { "image": ["16MiB"] }, "precision": "20%" }"""
        );
        await folder.Complete();
        await SchemaFit.Holds(
            "manifest",
            await File.ReadAllTextAsync(Path.Combine(folder.Study, "manifest.json"))
        );
    }

    [Fact]
    public async Task A_submission_fits_its_schema() =>
        await SchemaFit.Holds(
            "submission",
            new SubmissionReport("tiny", "17", "18", 4, "results/tiny", "logs", "summary.csv")
                .Document()
                .Json.Text
        );

    [Fact]
    public async Task Notebooks_fit_their_schema()
    {
        string file = NotebookFiles.Write(_folder, "a.ipynb", "Console.Write(1 + 2);");
        (_, string differs, _) = await Cli.Run("notebook", "check", file, "--format", "json");
        Assert.Contains("\"in_file\"", differs);
        await SchemaFit.Holds("notebook", differs);
        await SchemaFit.Holds(
            "notebook",
            await Cli.Text("notebook", "run", file, "--format", "json")
        );
    }

    [Theory]
    [InlineData("verdict")]
    [InlineData("schema")]
    public async Task A_key_left_out_does_not_fit(string key)
    {
        JsonObject json = await Cli.Json("doctor");
        json.Remove(key);
        Assert.False((await SchemaFit.Evaluate("doctor", json.ToJsonString())).IsValid);
    }

    [Fact]
    public async Task A_text_for_a_number_does_not_fit()
    {
        JsonObject json = await Cli.Json("machines", "list");
        json["machines"]![0]!["cpus"] = "many";
        Assert.False((await SchemaFit.Evaluate("machines-list", json.ToJsonString())).IsValid);
    }
}
