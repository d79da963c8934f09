using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// What model/README.md says is what the model does: the same numbers give the same times, and
/// numbers drawn by the same laws the same ranges.
/// </summary>
public static class EquationTests
{
    private static readonly double[] Probabilities = [0.05, 0.5, 0.95];

    private static readonly int Runs = Effort.Of(200, 4000);

    public static TheoryData<string> Cases => [.. EquationCase.All.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public static void At_the_medians_both_take_the_same_time(string name)
    {
        EquationCase c = Case(name);
        MachineProfile machine = c.Cma.Machine;
        RequireSame(c, MachineDraw.Medians(machine), new PlainNumbers(machine, random: null));
    }

    /// <summary>
    /// But for each CPU's own part, which no one can give. Every other run is far out in the tails.
    /// </summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public static void Where_the_same_is_drawn_both_take_the_same_time(string name)
    {
        EquationCase c = Case(name).WithCpusAlike();
        MachineProfile machine = c.Cma.Machine;
        var random = new Random(2);
        for (int run = 0; run < Effort.Of(10, 300); run++)
        {
            Dictionary<string, double> drawn = [];
            double Given(string key)
            {
                if (!drawn.TryGetValue(key, out double p))
                {
                    p = random.NextDouble();
                    drawn[key] = p = run % 2 == 0 ? p : (p < 0.5 ? 0 : 0.995) + p / 200;
                }

                return p;
            }

            RequireSame(
                c,
                MachineDraw.Of(machine, new Replication(1, run, run), (key, _) => Given(key)),
                new PlainNumbers(machine, random: null, Given)
            );
        }
    }

    [Fact]
    public static void Every_machine_is_among_the_cases() =>
        Assert.Equal(
            MachineProfiles.Names,
            EquationCase
                .All.Select(c => c.Cma.Machine.Name)
                .Distinct()
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public static void Quantiles_of_both_differ_by_chance_alone()
    {
        (string Figure, double Gap)[] all =
        [
            .. EquationCase.All.AsParallel().AsOrdered().SelectMany((c, i) => Compare(c, 20 + i)),
        ];
        double beyond2 = Share(2);
        double beyond3 = Share(3.3);
        IEnumerable<string> worst = all.OrderByDescending(g => Math.Abs(g.Gap))
            .Take(20)
            .Select(g => $"{g.Gap:f1} {g.Figure}");
        string said =
            $"{all.Length} figures, {beyond2:p2} beyond 2, {beyond3:p2} beyond 3.3\n"
            + string.Join('\n', worst);
        TestContext.Current.TestOutputHelper!.WriteLine(said);
        Assert.True(all.Length > 1000, said);
        Assert.True(beyond2 <= 0.07 && beyond3 <= 0.005, said);

        double Share(double errors) =>
            all.Count(g => Math.Abs(g.Gap) > errors) / (double)all.Length;
    }

    private static EquationCase Case(string name) => EquationCase.All.Single(c => c.Name == name);

    private static void RequireSame(EquationCase c, MachineDraw draw, PlainNumbers n)
    {
        var a = LoadedImage.Load(c.PageList, draw);
        var b = LoadedImage.Load(c.Cma, draw);
        double[] model = EquationFigures.Of(
            HotPhaseSimulation.Run(a, draw),
            HotPhaseSimulation.Run(b, draw)
        );
        var hits = new PlainHits(c.Cma.Machine.Cache);
        double[] plain = EquationFigures.Of(
            new PlainKexec(new(c.PageList), n, PlainSources.Found(a), hits),
            new PlainKexec(new(c.Cma), n, PlainSources.Found(b), hits)
        );
        string[] differ =
        [
            .. EquationFigures
                .Names.Zip(model, plain)
                // The difference of two that are the same but for rounding need not be.
                .Where(f => f.First != EquationFigures.Saved)
                .Where(f => !QuantileGap.Same(f.Second, f.Third))
                .Select(f => $"{f.First}: model {f.Second:g8}, equations {f.Third:g8}"),
        ];
        Assert.True(differ.Length == 0, string.Join('\n', differ));
    }

    private static IEnumerable<(string Figure, double Gap)> Compare(EquationCase c, int seed)
    {
        List<(PlainSources PageList, PlainSources Cma)> found = [];
        List<double[]> model = [];
        for (int run = 0; run < Runs; run++)
        {
            MachineDraw draw = MachineDraw.Of(c.Cma.Machine, (ulong)seed, run);
            var a = LoadedImage.Load(c.PageList, draw);
            var b = LoadedImage.Load(c.Cma, draw);
            found.Add((PlainSources.Found(a), PlainSources.Found(b)));
            model.Add(
                EquationFigures.Of(HotPhaseSimulation.Run(a, draw), HotPhaseSimulation.Run(b, draw))
            );
        }

        var random = new Random(seed);
        (PlainPlaces pageList, PlainPlaces cma) = (new(c.PageList), new(c.Cma));
        var hits = new PlainHits(c.Cma.Machine.Cache);
        List<double[]> plain = [];
        for (int run = 0; run < Runs; run++)
        {
            var n = new PlainNumbers(c.Cma.Machine, random);
            (PlainSources ofList, PlainSources ofCma) =
                c.Cma.Memory.Fragmentation > 0
                    ? found[random.Next(Runs)]
                    : (PlainSources.Idle(pageList, n), PlainSources.Idle(cma, n));
            plain.Add(
                EquationFigures.Of(
                    new PlainKexec(pageList, n, ofList, hits),
                    new PlainKexec(cma, n, ofCma, hits)
                )
            );
        }

        return Gaps(c.Name, model, plain);
    }

    private static IEnumerable<(string Figure, double Gap)> Gaps(
        string name,
        List<double[]> model,
        List<double[]> plain
    ) =>
        from figure in EquationFigures.Names.Index()
        let ofModel = model.Select(run => run[figure.Index]).ToArray()
        let ofPlain = plain.Select(run => run[figure.Index]).ToArray()
        from p in Probabilities
        let gap = QuantileGap.Of(ofModel, ofPlain, p)
        where gap is not null
        select ($"{name}: {figure.Item}, {p:p0}", gap.Value);
}
