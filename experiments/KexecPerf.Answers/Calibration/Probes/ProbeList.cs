using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Everything that is timed in a round, once each, in order.</summary>
internal static class ProbeList
{
    public static IReadOnlyList<ProbeKey> For(Architecture architecture, CalibrationPlan plan)
    {
        var probes = new List<ProbeKey>();
        foreach (bool huge in (bool[])[true, false])
        {
            foreach (ProbeKind kind in Copies)
            {
                probes.Add(new ProbeKey(kind, huge, plan.Large));
                probes.Add(new ProbeKey(kind, huge, plan.Small));
            }

            probes.AddRange(plan.Sweep.Select(s => new ProbeKey(ProbeKind.Sequential, huge, s)));
        }

        ProbeKind[] own = architecture switch
        {
            Architecture.X86_64 => [ProbeKind.Backward],
            Architecture.Arm64 => [ProbeKind.Barrier, ProbeKind.Clean],
        };
        ProbeKind[] alike = [ProbeKind.Zero, .. own, ProbeKind.Walk, ProbeKind.Contended];
        probes.AddRange(alike.Select(k => new ProbeKey(k, true, plan.Large)));
        probes.Add(new ProbeKey(ProbeKind.HashScalar, false, Prober.HashSize));
        probes.Add(new ProbeKey(ProbeKind.HashAccelerated, false, Prober.HashSize));
        return [.. probes.Distinct()];
    }

    private static readonly ProbeKind[] Copies =
    [
        ProbeKind.Sequential,
        ProbeKind.Scattered,
        ProbeKind.Batched,
    ];
}
