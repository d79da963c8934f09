using KexecPerf.Model.Tests.Structure;

namespace KexecPerf.Experiments.Tests.Structure;

/// <summary>Arrows run one way: down the floors of <see cref="Floors"/>.</summary>
public static class FloorTests
{
    [Fact]
    public static void No_folder_names_what_lies_above_it()
    {
        Dictionary<string, string> product = Product();
        List<SymbolReferences.Reference> references = [.. SymbolReferences.Between(product)];
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{product.Count} files, {references.Count} arrows between folders, {Upward(references).Count()} up"
        );
        // So many at least: or the names were not bound and nothing was looked at.
        Assert.True(references.Count > product.Count, $"only {references.Count} references");
        string up = string.Join('\n', Upward(references));
        Assert.True(up.Length == 0, up);
    }

    [Fact]
    public static void Every_folder_has_its_floor()
    {
        IEnumerable<string> folders = Sources
            .Production.SelectMany(Sources.Of)
            .Select(Sources.Folder)
            .Distinct();
        Assert.Empty(
            folders.Where(f => Floors.Of(f) < 0).Select(f => $"{f}: no place in Floors.cs")
        );
        Assert.Equal(
            Floors.FromTheGroundUp.Order(StringComparer.Ordinal),
            folders.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public static void An_arrow_up_is_found_even_where_only_a_constant_is_named()
    {
        var sources = new Dictionary<string, string>
        {
            ["low/Upward.cs"] =
                "namespace KexecPerf.Model.Units; class Upward { int Side => Answers.Runs.High.Side; }",
            ["high/High.cs"] =
                "namespace KexecPerf.Answers.Runs; class High { public const int Side = 1; }",
        };
        SymbolReferences.Reference up = Assert.Single(Upward(SymbolReferences.Between(sources)));
        Assert.Equal(("KexecPerf.Model.Units", "KexecPerf.Answers.Runs"), (up.From, up.To));
    }

    private static Dictionary<string, string> Product() =>
        Sources.Production.SelectMany(Sources.Of).ToDictionary(f => f, File.ReadAllText);

    private static IEnumerable<SymbolReferences.Reference> Upward(
        IEnumerable<SymbolReferences.Reference> references
    ) => references.Where(r => Floors.Of(r.To) > Floors.Of(r.From));
}
