using System.Text;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Machines;

/// <summary>A user's own profile: what it may leave to its parent, and what is refused.</summary>
public static class MachineProfileReaderTests
{
    private const string Rate =
        "{ \"value\": \"9 GB/s\", \"low\": \"8 GB/s\", \"high\": \"10 GB/s\", \"evidence\": \"measured\", \"source\": \"mine\" }";

    [Fact]
    public static void A_child_states_what_it_knows_and_takes_the_rest_from_its_parent()
    {
        MachineProfile parent = MachineProfiles.Get("x86_64-class");
        MachineProfile child = Read(
            "\"extends\": \"x86_64-class\", \"cpus\": 3, \"copy\": { \"cached\": " + Rate + " }"
        );
        Assert.Equal("mine", child.Name);
        Assert.Equal(3, child.Cpus);
        Assert.Equal(9e9, child[MachineParameters.CopyCached].Value);
        Assert.Equal(Evidence.Measured, child[MachineParameters.CopyCached].Evidence);
        Assert.Equal(parent.Ram, child.Ram);
        Assert.Equal(parent.Cache, child.Cache);
        Assert.Equal(parent.Devices, child.Devices);
        Assert.Equal(parent.Architecture, child.Architecture);
        foreach (MachineParameter p in MachineParameters.All)
        {
            if (p != MachineParameters.CopyCached)
            {
                Assert.Equal(parent.Quantities[p.Index], child.Quantities[p.Index]);
            }
        }
    }

    [Fact]
    public static void Without_a_parent_nothing_may_be_missing() =>
        Assert.Contains(
            "is missing; add it, or extend a profile that has it",
            Refused("\"architecture\": \"arm64\"")
        );

    [Fact]
    public static void The_other_architecture_cannot_be_extended() =>
        Assert.Contains(
            "architecture: arm64 cannot extend x86_64-class, which is x86_64",
            Refused("\"extends\": \"x86_64-class\", \"architecture\": \"arm64\"")
        );

    [Fact]
    public static void The_same_architecture_by_its_other_name_can() =>
        Assert.Equal(
            Architecture.Arm64,
            Read("\"extends\": \"arm64-class\", \"architecture\": \"aarch64\"").Architecture
        );

    [Fact]
    public static void An_unknown_parent_is_named_with_the_nearest()
    {
        string line = Refused("\"extends\": \"zen4vm\"");
        Assert.StartsWith("f.json:1:", line);
        Assert.Contains("extends: no machine 'zen4vm'; did you mean 'zen4-vm'?", line);
    }

    [Theory]
    [InlineData("\"cpus\": 0", "cpus")]
    [InlineData("\"cpus\": 8193", "cpus")]
    [InlineData("\"cpus\": \"4\"", "cpus")]
    [InlineData("\"cpus\": 4.5", "cpus")]
    [InlineData("\"ram\": \"1 KiB\"", "ram")]
    [InlineData("\"ram\": \"7 EiB\"", "ram")]
    [InlineData("\"ram\": 4096", "ram")]
    [InlineData("\"architecture\": \"riscv64\"", "architecture")]
    [InlineData(
        "\"last_level_cache\": {\"size\": \"0 B\", \"effective_ways\": 4}",
        "last_level_cache.size"
    )]
    [InlineData(
        "\"last_level_cache\": {\"size\": \"5 GiB\", \"effective_ways\": 4}",
        "last_level_cache.size"
    )]
    [InlineData(
        "\"last_level_cache\": {\"size\": \"1 MiB\", \"effective_ways\": 3}",
        "last_level_cache.effective_ways"
    )]
    [InlineData(
        "\"last_level_cache\": {\"size\": \"1 MiB\", \"effective_ways\": 17}",
        "last_level_cache.effective_ways"
    )]
    [InlineData("\"last_level_cache\": {\"size\": \"1 MiB\"}", "last_level_cache")]
    [InlineData("\"devices\": {}", "devices")]
    [InlineData("\"devices\": [{\"name\": \"d\"}]", "devices[0]")]
    [InlineData("\"devices\": [{\"name\": \"d\", \"count\": 0}]", "devices[0].count")]
    [InlineData("\"devices\": [{\"name\": \"two words\"}]", "devices[0].name")]
    [InlineData("\"copy\": {\"cached\": \"9 GB/s\"}", "copy.cached")]
    [InlineData("\"copy\": {\"cahed\": {}}", "copy.cahed")]
    [InlineData("\"copi\": {}", "copi")]
    [InlineData("\"clean\": {\"line\": {}}", "clean.line")]
    public static void A_value_out_of_range_is_refused_at_its_path(string members, string path)
    {
        InputException e = Assert.Throws<InputException>(() =>
            Read("\"extends\": \"x86_64-class\", " + members)
        );
        Assert.Equal(path, e.Place.Path);
        Assert.Equal(("f.json", 1), (e.Place.File, e.Place.Line));
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public static void Devices_are_bounded_in_all(int kinds, bool accepted)
    {
        string[] devices =
        [
            .. Enumerable
                .Range(0, kinds)
                .Select(i =>
                    $"{{\"name\": \"d{i}\", \"count\": 4096, \"shutdown\": {{\"value\": \"1 ms\","
                    + "\"low\": \"1 ms\", \"high\": \"1 ms\", \"evidence\": \"assumed\", \"source\": \"x\"}}"
                ),
        ];
        string members =
            $"\"extends\": \"x86_64-class\", \"devices\": [{string.Join(',', devices)}]";
        if (accepted)
        {
            Assert.Equal(16_384, Read(members).Devices.Sum(d => d.Count));
            return;
        }

        InputException e = Assert.Throws<InputException>(() => Read(members));
        Assert.Equal("devices", e.Place.Path);
        Assert.Contains("20,480 devices", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9 GB/s", "8 GB/s", "10 GB/s", "measured", "x", true)]
    [InlineData("8 GB/s", "8 GB/s", "8 GB/s", "assumed", "x", true)]
    [InlineData("9 GB/s", "9.1 GB/s", "10 GB/s", "measured", "x", false)]
    [InlineData("9 GB/s", "8 GB/s", "8.9 GB/s", "measured", "x", false)]
    [InlineData("9 GB/s", "8 GB/s", "10 GB/s", "guessed", "x", false)]
    [InlineData("9 GB/s", "8 GB/s", "10 GB/s", "measured", " ", false)]
    [InlineData("9 GB/s", "0 B/s", "10 GB/s", "measured", "x", false)]
    [InlineData("9 GB/s", "0.3 B/s", "10 GB/s", "measured", "x", false)]
    [InlineData("9 ns", "8 ns", "10 ns", "measured", "x", false)]
    [InlineData("9%", "8%", "10%", "measured", "x", false)]
    public static void A_quantity_needs_order_unit_evidence_and_source(
        string value,
        string low,
        string high,
        string evidence,
        string source,
        bool accepted
    )
    {
        string members =
            "\"extends\": \"x86_64-class\", \"copy\": { \"cached\": "
            + $"{{ \"value\": \"{value}\", \"low\": \"{low}\", \"high\": \"{high}\", "
            + $"\"evidence\": \"{evidence}\", \"source\": \"{source}\" }} }}";
        Exception? e = Record.Exception(() => Read(members));
        Assert.Equal(accepted, e is null);
        Assert.True(e is null or InputException, e?.GetType().Name);
    }

    [Theory]
    [InlineData(1_234_000_000, ParameterKind.Duration, "1.234 ms")]
    [InlineData(14e9, ParameterKind.Rate, "14 GB/s")]
    [InlineData(1.25, ParameterKind.Ratio, "125%")]
    [InlineData(54_525_952, ParameterKind.Size, "52 MiB")]
    [InlineData(13, ParameterKind.Count, "13")]
    public static void Quantities_print_in_units_that_can_be_read(
        double number,
        ParameterKind kind,
        string text
    )
    {
        Assert.Equal(text, Quantity.Format(number, kind));
        Assert.Equal(number, Quantity.ReadNumber(text, kind), 1e-12);
    }

    private static string Refused(string members) =>
        Assert.Throws<InputException>(() => Read(members)).Line;

    private static MachineProfile Read(string members) =>
        MachineProfileReader.Read(
            "f.json",
            Encoding.UTF8.GetBytes(
                "{ \"name\": \"mine\", \"description\": \"test\", " + members + " }"
            ),
            MachineProfiles.Get
        );
}
