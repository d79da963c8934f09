using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Reports;

/// <summary>The formulas of one made-up point: times linear in the size, a hash that 7.3 drops, CMA that fails where the area is full.</summary>
internal sealed class SyntheticPoint
{
    private readonly string _machine;
    private readonly string _kernel;
    private readonly double _mib;
    private readonly double _area;
    private readonly double _occupancy;
    private readonly double _pins;
    private readonly double _cpus;
    private readonly bool _arm;

    public SyntheticPoint(Dictionary<string, string> point)
    {
        _machine = point.GetValueOrDefault("machine", "zen4-vm");
        _kernel = point.GetValueOrDefault("kernel_version", "7.2");
        _mib = ByteSize.Parse(point.GetValueOrDefault("image", "124MiB")).TotalMiB;
        _area = ByteSize.Parse(point.GetValueOrDefault("cma", "4GiB")).Bytes;
        _occupancy = SyntheticSummary.Parse(
            point.GetValueOrDefault("cma_occupancy", "0%").TrimEnd('%')
        );
        _pins = SyntheticSummary.Parse(point.GetValueOrDefault("cma_pinned", "0"));
        _cpus = SyntheticSummary.Parse(point.GetValueOrDefault("cpus", "64"));
        _arm = _machine.StartsWith("arm64", StringComparison.Ordinal);
    }

    private double Success =>
        _area == 0 ? 0
        : _pins == 0 ? 1
        : Math.Clamp(1 - (_occupancy / 100) - (_pins * _mib / 1e5), 0, 1);

    private bool Cma => Success >= 0.5;

    public void AddTo(List<(string, string)> cells)
    {
        void Add(string column, double x) => cells.Add((column, SyntheticSummary.Text(x)));
        void Interval(string key, string unit, double median, double spread)
        {
            Add(key + "_median" + unit, median);
            Add(key + "_low" + unit, median / spread);
            Add(key + "_high" + unit, median * spread);
        }

        cells.Add(("machine_name", _machine));
        cells.Add(("architecture", _arm ? "arm64" : "x86_64"));
        cells.Add(("kernel", _kernel));
        Add("cpu_count", _cpus);
        Add("memsz_bytes", _mib * 1048576);
        Add("ram_bytes", 64.0 * (1L << 30));
        Add("cma_area_bytes", _area);
        Add("replications", 512);
        Add("monte_carlo_error_percent", 1.9);
        Add("cma_success_probability", Success);
        Add("page_list_boots_probability", 1);
        Add("cma_boots_probability", 1);
        (Dictionary<string, double> list, Dictionary<string, double> cma) = (
            Side(false),
            Side(true)
        );
        double saved = list["downtime"] - cma["downtime"];
        Interval("saved", "_ms", saved, 1.3);
        foreach (string span in (string[])["switch", "hot_phase", "downtime"])
        {
            double ratio = list[span] / cma[span];
            Interval(span + "_speedup", "", ratio, ratio == 1 ? 1 : 1 + (0.2 * (1 - (1 / ratio))));
        }

        foreach (
            (string side, Dictionary<string, double> of) in new[]
            {
                ("page_list", list),
                ("cma", cma),
            }
        )
        {
            foreach ((string key, double ms) in of)
            {
                Interval($"{side}_{key}", "_ms", ms, 1.4);
            }

            Interval($"{side}_own_destination", "_pages", 0, 1);
            Interval($"{side}_not_zeroed", "_bytes", _kernel == "7.2" ? 25e6 : 0, 1);
            Interval($"{side}_failed_candidates", "", 0, 1);
            Interval($"{side}_migrated", "_pages", 0, 1);
            double risk = side == "cma" ? 0 : 1e-9 * _mib;
            bool detects = !_arm && _kernel != "7.3";
            Interval($"{side}_any_probability", "", detects ? 1.1 * risk : risk, 3);
            Interval($"{side}_silent_probability", "", detects ? risk / 10 : risk, 3);
            Interval($"{side}_detected_probability", "", detects ? risk : 0, 3);
        }
    }

    private Dictionary<string, double> Side(bool cmaSide)
    {
        bool placed = cmaSide && Cma;
        double copy = _arm ? 0.09 : 0.075;
        bool fast = _kernel.Contains("accelerated-hash", StringComparison.Ordinal);
        bool none =
            placed
            && (_kernel == "7.3" || _kernel.Contains("skip-digest", StringComparison.Ordinal));
        var phases = new Dictionary<string, double>
        {
            ["device_shutdown"] = _kernel.Contains("async", StringComparison.Ordinal) ? 0.4 : 1.7,
            ["cpu_shutdown"] = _arm ? 2.5 * _cpus : 0.01 * _cpus,
            ["other"] = 0.77,
            ["relocation"] = placed ? 0.01 : copy * _mib,
            ["purgatory"] = _arm || none ? 0.001 : 3.8 * _mib / (fast ? 8 : 1),
            ["handover"] = 0.001,
        };
        double hot = phases.Values.Sum();
        phases["boot_stub"] = 116;
        phases["early_boot"] = 364;
        phases["switch"] = phases["relocation"] + phases["purgatory"] + phases["handover"];
        phases["hot_phase"] = hot;
        phases["downtime"] = hot + 480;
        phases["load"] = (placed ? 0.3 : 0.4) * _mib * (_area > 0 ? 1.2 : 1);
        phases["load_zeroing"] = placed ? 0.02 * _mib : 0;
        return phases;
    }
}
