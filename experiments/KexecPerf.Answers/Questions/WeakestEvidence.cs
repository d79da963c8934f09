using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The weakest evidence among the machine's numbers that make up more than a tenth of a time. A
/// number's part is by how much the time moves with it, for small steps and all others at their
/// medians: in a sum of terms it is the share of the terms that it is a factor of.
/// </summary>
internal sealed class WeakestEvidence
{
    /// <summary>A number that makes up less is passed over.</summary>
    private const double LeastPart = 0.1;

    private const double Step = 0.01;

    private readonly HotPhaseOutcome _medians;
    private readonly List<(Evidence Evidence, string Number, HotPhaseOutcome Moved)> _moved = [];

    /// <summary>Of a scenario as it is loaded.</summary>
    public WeakestEvidence(Scenario scenario)
    {
        MachineProfile machine = scenario.Machine;
        LoadedImage loaded = LoadedImage.Load(scenario, MachineDraw.Medians(machine));
        _medians = Run(machine);
        if (!_medians.HasTimes)
        {
            return;
        }

        foreach (
            MachineParameter p in MachineParameters.All.Where(p =>
                scenario.Spends(p) && !p.IsOfRuns
            )
        )
        {
            if (machine.Quantities[p.Index] is { } q)
            {
                _moved.Add(
                    (q.Evidence, Caveats.Number(p.Path, q, p.Kind), Run(machine.With(p, Moved(q))))
                );
            }
        }

        for (int d = 0; d < machine.Devices.Count; d++)
        {
            Device[] devices = [.. machine.Devices];
            Quantity q = devices[d].Shutdown;
            devices[d] = devices[d] with { Shutdown = Moved(q) };
            string number = Caveats.Number(
                "device." + machine.Devices[d].Name,
                q,
                ParameterKind.Duration
            );
            _moved.Add((q.Evidence, number, Run(machine with { Devices = devices })));
        }

        HotPhaseOutcome Run(MachineProfile m) =>
            HotPhaseSimulation.Run(loaded, MachineDraw.Medians(m));
    }

    /// <summary>Of a time; null where there is none.</summary>
    public Evidence? Of(Func<HotPhaseOutcome, SimTime> time) =>
        Parts(time) is [_, ..] parts ? parts.Max(p => p.Evidence) : null;

    /// <summary>Those numbers with value, range and evidence, the largest part first.</summary>
    public IReadOnlyList<string> Numbers(Func<HotPhaseOutcome, SimTime> time) =>
        [
            .. Parts(time)
                .OrderByDescending(p => p.Part)
                .Select(p => $"{p.Number}, {p.Evidence.Word()}"),
        ];

    private List<(Evidence Evidence, string Number, double Part)> Parts(
        Func<HotPhaseOutcome, SimTime> time
    )
    {
        double whole = time(_medians).Picoseconds;
        if (whole == 0 || _moved.Count == 0)
        {
            return [];
        }

        List<(Evidence Evidence, string Number, double Part)> parts =
        [
            .. _moved.Select(m =>
                (m.Evidence, m.Number, Math.Abs(time(m.Moved).Picoseconds - whole) / whole / Step)
            ),
        ];
        double least = Math.Min(LeastPart, parts.Max(p => p.Part));
        return [.. parts.Where(p => p.Part >= least)];
    }

    /// <summary>Of hot phase and downtime of a scenario with and without CMA.</summary>
    public static Evidence Of(Scenario scenario) =>
        new[] { scenario, scenario.PageListSide() }
            .Distinct()
            .Select(s => new WeakestEvidence(s))
            .SelectMany(e => new[] { e.Of(o => o.HotPhase), e.Of(o => o.Downtime) })
            .Max()
        ?? Evidence.Assumed;

    private static Quantity Moved(Quantity q) => q with { Value = q.Value * (1 + Step) };
}
