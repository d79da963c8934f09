namespace KexecPerf.Experiments.Tests.Commands;

public class BadInputTests
{
    public static TheoryData<string, string> CommandLines { get; } =
        new()
        {
            { "", "no command" },
            { "answr", "did you mean 'answer'" },
            { "-v", "see kexecperf --help" },
            { "answer --bogus 1", "no option '--bogus'" },
            { "answer --cmaa 1MiB", "did you mean '--cma'" },
            { "answer why", "no question" },
            { "answer --bogus", "no option '--bogus'" },
            { "answer --kernel /dev/zero", "MiB that are read" },
            { "answer --scenario /dev/zero", "MiB that are read" },
            { "answer --kernel /no/such/file", "/no/such/file: no such file" },
            { "answer --kernel /", "a folder" },
            { "answer --kernel 0MiB", "--kernel: " },
            { "answer --kernel 1EiB", "4 GiB" },
            { "answer --kernel NaN", "--kernel: 'NaN'" },
            { "answer --kernel 2MiB/1MiB", "BUFSZ <= MEMSZ" },
            { "answer --kernel 1MiB/2MiB/3MiB", "too many sizes" },
            { "answer --initrd 0MiB", "none" },
            { "answer --initrd -5MiB", "negative" },
            { "answer --initrd 64", "no unit" },
            { "answer --initrd 1EiB", "4 GiB" },
            { "answer --initrd 3GiB --ram 4GiB", "half" },
            { "answer --machine zen44-vm", "did you mean 'zen4-vm'" },
            { "answer --kernel-version 9.9", "known are 3.17 to 7.3" },
            { "answer --kernel-version 6.20", "not known" },
            { "answer --kernel-version 7.2+skip-digests", "did you mean 'skip-digest'" },
            { "answer --kernel-version 4.20 --machine arm64-128c", "5.0 or later" },
            { "answer --kho on --kernel-version 6.12", "6.16" },
            { "answer --kho-scratch 1GiB,2GiB", "not one area or three" },
            { "answer --kho-scratch 0MiB", "no scratch at all" },
            { "answer --kho-scratch 9GiB", "more than half" },
            { "answer --ima-log 2GiB", "at most 1 GiB" },
            { "answer --set image.kernel_alignment=3MiB", "power of two" },
            { "answer --machine arm64-128c --set image.kernel_alignment=16MiB", "leave it out" },
            { "answer --cma 64GiB", "does not fit" },
            { "answer --cma-alignment 13", "2 to 12" },
            { "answer --page-size 64KiB", "--page-size: x86_64 has no pages of 64 KiB" },
            { "answer --page-size 8KiB", "write 4KiB, 16KiB or 64KiB" },
            { "answer dma-risk --machine arm64-class --page-size 16KiB", "stray DMA is not" },
            { "answer --cpus 0", "1 to 8192" },
            { "answer --cpus 1e3", "plain integer" },
            { "answer --fragmentation 101%", "from 0% to 100%" },
            { "answer --fragmentation 50", "50%" },
            { "answer --source-cache hot", "simulated, cold or warm" },
            { "answer --exec-after 5", "no unit" },
            { "answer --set copy.sequentail=1GB/s", "did you mean 'copy.sequential'" },
            { "answer --set copy.sequential=0GB/s", "at least 100 kB/s" },
            { "answer --set copy.sequential", "PATH=VALUE" },
            { "answer --set hash.scalar=1B/s", "at least 100 kB/s" },
            { "answer --set early_boot=11min", "at most" },
            { "answer --set device.nvme=1ms", "no such device" },
            { "answer --cma-pinned 3.5", "plain integer" },
            { "answer --cma-occupancy 50", "percentage" },
            { "answer --pressure 101%", "100%" },
            { "answer --memory-from /no/such/folder", "no folder" },
            { "answer dma-risk --set dma.nic.wirtes=1", "did you mean" },
            { "answer dma-risk --set dma.devices=nik", "did you mean" },
            { "answer --replications 0", "1 to 1000000" },
            { "answer --replications 8 --precision 1%", "not together" },
            { "answer --precision 0%", "never reached" },
            { "answer --seed -1", "plain integer" },
            { "answer --format xml", "text, json, csv, markdown or commit" },
            { "answer --output /no/such/folder/x", "cannot be written" },
            { "answer --scenario /no/such/file", "no such file" },
            { "answer --machine @nobody", "no machine '@nobody'" },
            { "@/dev/null", "no command '@/dev/null'" },
            { "answer --threshold 5%", "answer break-even" },
            { "answer what-next --of switch", "answer break-even" },
            { "answer break-even --threshold 0%", "5%" },
            { "answer break-even --threshold 101%", "100%" },
            { "answer break-even --threshold 5", "percentage" },
            { "answer break-even --of saved", "switch, hot_phase, downtime" },
            { "sensitivity why", "no question" },
            { "sensitivity --of why", "saved_ms, switch, hot_phase, downtime" },
            { "sensitivity --bogus", "no option '--bogus'" },
            { "sensitivity --replications 0", "1 to 1000000" },
            { "compare", "two sides" },
            { "answer --host a.tar --host b.tar", "--host: stands here 2 times" },
            { "answer --cma 1G --cma 1G", "--cma: stands here 2 times" },
            { "answer --cpus=2 --seed 1 --cpus 3", "'2' and '3'; keep one" },
            { "nosuch --help", "no command 'nosuch'" },
            { "-- answer --brief", "'--': no word here looks like an option; leave it out" },
            { "nosuch --version", "no command 'nosuch'" },
            { "nosuch --format json --quiet", "no command 'nosuch'" },
            { "compare --cma 1MiB --vs --cma x", "--cma" },
            { "machines show nobody", "no machine" },
            { "machines check /no/such/file", "no such file" },
            { "kernels show 1.0", "not known" },
            { "schema animal", "no kind" },
        };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task Bad_input_is_one_line_that_names_the_mend_and_status_2(
        string line,
        string part
    )
    {
        (int exit, string output, string error) = await Cli.Run(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.StartsWith("error: ", error);
        Assert.Equal(1, error.Count(c => c == '\n'));
        Assert.Contains(part, error);
    }

    [Theory]
    [InlineData("answer")]
    [InlineData("trace")]
    [InlineData("schema", "machine")]
    [InlineData("calibrate", "--quick")]
    [InlineData("export", "zeroing")]
    public async Task An_empty_name_is_no_file_to_write(params string[] command)
    {
        (int exit, string output, string error) = await Cli.Run([.. command, "--output", ""]);
        Assert.Equal(2, exit);
        Assert.Empty(output);
        Assert.Equal("error: --output: no file name; give one\n", error);
    }

    [Theory]
    [InlineData("{\"cpus\": 3, \"cpus\": 4}", ":1:13: cpus: the key stands here twice")]
    [InlineData("{\n \"cma\": 256 }", ":2:9: cma: '256' has no unit")]
    [InlineData("{\"cmaa\": \"1MiB\"}", ":1:2: cmaa: unknown key; did you mean 'cma'")]
    [InlineData("{\"cma\": \"1 MB/s\"}", "no unit of a size")]
    [InlineData("{\"cma\": null}", "null is no value")]
    [InlineData("{\"cma\": \"1MiB\"", "not valid JSON")]
    [InlineData("[]", "not an object")]
    [InlineData("", "not valid JSON")]
    [InlineData("{\"set\": {\"copy.cached\": 12}}", "set.copy.cached")]
    public async Task A_bad_scenario_file_is_named_with_line_and_column(string json, string part)
    {
        string file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, json, TestContext.Current.CancellationToken);
            (int exit, string output, string error) = await Cli.Run("answer", "--scenario", file);
            Assert.Equal(2, exit);
            Assert.Empty(output);
            Assert.StartsWith("error: " + file, error);
            Assert.Equal(1, error.Count(c => c == '\n'));
            Assert.Contains(part, error);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Nothing_is_written_where_the_input_is_bad()
    {
        string file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));
        (int exit, _, _) = await Cli.Run("answer", "--cma", "x", "--output", file);
        Assert.Equal(2, exit);
        Assert.False(File.Exists(file));
    }
}
