using System.Security.Cryptography;

namespace KexecPerf.Experiments.Tests.Validation;

/// <summary><c>validate --predict</c> and <c>--against</c>.</summary>
public sealed class PredictionTests : IDisposable
{
    private const string Header =
        "id,machine,evidence,kernel_version,hash,placement,kernel_memsz_bytes,kernel_bufsz_bytes,"
        + "initrd_bytes,cpus,ram_bytes,cma_area_bytes,cma_fill,cma_occupancy_percent,"
        + "cma_pinned_pages,cma_longterm_pins,request_pages,request_align_order,quantity,value,low,"
        + "high,unit,n,role,source,notes";

    private readonly string _folder = Directory.CreateTempSubdirectory("kexecperf-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_predicted_is_scored_later_and_its_hash_is_that_of_the_file()
    {
        string file = Path.Combine(_folder, "said.csv");
        string[] predict = ["validate", "--replications", "20", "--data", Rows("", 65536)];
        (int exit, string output, _) = await Cli.Run([.. predict, "--predict", file]);
        Assert.Equal(0, exit);
        byte[] bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        string hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Contains(hash, output);

        // Nobody predicts 500; what is scored is the file, not the model.
        string[] line = System.Text.Encoding.UTF8.GetString(bytes).Split('\n');
        await File.WriteAllTextAsync(
            file,
            line[0]
                + "\n"
                + string.Join(
                    ',',
                    [.. line[1].Split(',')[..2], "500", "400", "600", .. line[1].Split(',')[5..]]
                )
                + "\n",
            TestContext.Current.CancellationToken
        );
        (exit, output, _) = await Cli.Run([
            "validate",
            "--data",
            Rows("510", 65536),
            "--against",
            file,
            "--format",
            "csv",
        ]);
        Assert.Equal(0, exit);
        Assert.Contains(",510,500,400,600,", output);
    }

    [Theory]
    [InlineData("R1", 32768, "is not the row that")]
    [InlineData("R2", 65536, "'R2' is not in")]
    public async Task A_row_that_was_not_predicted_is_refused(string id, int pages, string part)
    {
        string file = Path.Combine(_folder, "said.csv");
        await Cli.Run([
            "validate",
            "--replications",
            "20",
            "--data",
            Rows("", 65536),
            "--predict",
            file,
        ]);
        (int exit, string output, string error) = await Cli.Run([
            "validate",
            "--data",
            Rows("300", pages, id),
            "--against",
            file,
        ]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Contains(part, error);
        Assert.Equal(1, error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task No_predictions_are_one_complaint()
    {
        string file = Path.Combine(_folder, "none.csv");
        await File.WriteAllTextAsync(
            file,
            "id,quantity\nR1,2\n",
            TestContext.Current.CancellationToken
        );
        (int exit, _, string error) = await Cli.Run([
            "validate",
            "--data",
            Rows("300", 65536),
            "--against",
            file,
        ]);
        Assert.Equal(2, exit);
        Assert.Contains("column median is missing", error);
    }

    private string Rows(string value, int pages, string id = "R1")
    {
        string file = Path.Combine(_folder, "rows.csv");
        File.WriteAllLines(
            file,
            [
                Header,
                $"{id},zen4-vm,native,7.2,,,,,,,,,,,,,{pages},,copy_sequential_ns,{value},,,ns,1,validation,x,",
            ]
        );
        return file;
    }
}
