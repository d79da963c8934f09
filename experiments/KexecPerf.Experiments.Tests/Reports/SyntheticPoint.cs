using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
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
        void Interval(OutcomeName name, double median, double spread, bool hasLevels)
        {
            Add(name.Median, median);
            Add(name.Low, median / spread);
            Add(name.High, median * spread);
            double[] ends = [median / spread, median * spread];
            foreach ((int i, string level) in hasLevels ? name.Levels.Index() : [])
            {
                Add(level, ends[i % 2]);
            }
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
        Add("page_list_load_fails_probability", 0);
        Add("cma_load_fails_probability", 0);
        foreach (SummaryQuantity quantity in SummaryQuantity.All)
        {
            double spread = Spread(quantity);
            if (quantity.Paired)
            {
                Interval(quantity.Outcome, Value(quantity, Side.Cma), spread, quantity.HasLevels);
                continue;
            }

            foreach (Side side in Sides.All)
            {
                Interval(
                    quantity.Outcome.Of(side),
                    Value(quantity, side),
                    spread,
                    quantity.HasLevels
                );
            }
        }
    }

    /// <summary>The median of a quantity; of the times that its columns add up to.</summary>
    private double Value(SummaryQuantity quantity, Side side)
    {
        double list = quantity.Columns.Sum(c => Recorded(c, Side.PageList));
        double cma = quantity.Columns.Sum(c => Recorded(c, Side.Cma));
        return quantity.Kind switch
        {
            SummaryKind.Difference => list - cma,
            SummaryKind.Ratio => list / cma,
            SummaryKind.Time or SummaryKind.Number => side == Side.Cma ? cma : list,
        };
    }

    private double Spread(SummaryQuantity quantity)
    {
        double ratio = Value(quantity, Side.Cma);
        return quantity.Kind switch
        {
            SummaryKind.Difference => 1.3,
            SummaryKind.Ratio => ratio == 1 ? 1 : 1 + (0.2 * (1 - (1 / ratio))),
            SummaryKind.Time => 1.4,
            SummaryKind.Number => quantity.Stray ? 3 : 1,
        };
    }

    /// <summary>A recorded column, times in ms.</summary>
    private double Recorded(RunColumn column, Side side)
    {
        int phase = RunColumn.Phases.ToList().IndexOf(column);
        bool placed = side == Side.Cma && Cma;
        double risk = side == Side.Cma ? 0 : 1e-9 * _mib;
        bool detects = !_arm && _kernel != "7.3";
        return phase >= 0 ? OfPhase(PhaseNames.All[phase], placed)
            : column == RunColumn.LoadSteps[0] ? (placed ? 0.3 : 0.4) * _mib * (_area > 0 ? 1.2 : 1)
            : column == RunColumn.LoadZeroing ? (placed ? 0.02 * _mib : 0)
            : column == RunColumn.NotZeroed ? (_kernel == "7.2" ? 25e6 : 0)
            : column == RunColumn.AnyDamage ? (detects ? 1.1 * risk : risk)
            : column == RunColumn.SilentDamage ? (detects ? risk / 10 : risk)
            : column == RunColumn.DetectedDamage ? (detects ? risk : 0)
            : 0;
    }

    private double OfPhase(Phase phase, bool placed)
    {
        double copy = _arm ? 0.09 : 0.075;
        bool fast = _kernel.Contains("accelerated-hash", StringComparison.Ordinal);
        bool none =
            placed
            && (_kernel == "7.3" || _kernel.Contains("skip-digest", StringComparison.Ordinal));
        return phase switch
        {
            Phase.DeviceShutdown => _kernel.Contains("async", StringComparison.Ordinal) ? 0.4 : 1.7,
            Phase.CpuShutdown => _arm ? 2.5 * _cpus : 0.01 * _cpus,
            Phase.Other => 0.77,
            Phase.Relocation => placed ? 0.01 : copy * _mib,
            Phase.Purgatory => _arm || none ? 0.001 : 3.8 * _mib / (fast ? 8 : 1),
            Phase.Handover => 0.001,
            Phase.BootStub => 116,
            Phase.EarlyBoot => 364,
        };
    }
}
