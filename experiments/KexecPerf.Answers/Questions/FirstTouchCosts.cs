using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// What a guest's answer that takes all memory as backed leaves out, were its host to back free
/// memory page by page: faults counted in one load of median memory on each side, times what one
/// takes. All of a count shares one uncertain number, so that its range is that number's.
/// </summary>
/// <param name="HostPages">Of the host: <c>2MiB</c> or <c>4KiB</c>.</param>
/// <param name="PageList">Of the side without an area.</param>
/// <param name="Cma">Of the other.</param>
internal sealed record FirstTouchCosts(
    string HostPages,
    FirstTouchCosts.Side PageList,
    FirstTouchCosts.Side Cma
)
{
    /// <summary>For both sizes of a host's pages; null where the answer is no such.</summary>
    public static IReadOnlyList<FirstTouchCosts>? Of(Scenario s) =>
        s is { Machine.IsGuest: true, Memory.Backing: HostBacking.All }
            ? [Of(s, "2MiB", HostBacking.Pages2MiB), Of(s, "4KiB", HostBacking.Pages4KiB)]
            : null;

    private static FirstTouchCosts Of(Scenario s, string pages, HostBacking backing) =>
        new(pages, Count(s.PageListSide(), backing), Count(s, backing));

    /// <summary>All of them as a paragraph.</summary>
    public static string Words(IReadOnlyList<FirstTouchCosts> costs) =>
        "First touch: the host is taken to back all memory. What is free and not backed adds, ms "
        + "(page list and CMA): "
        + string.Join("; ", costs.Select(c => c.Words()))
        + ".";

    private string Words() =>
        $"--guest-backed {HostPages}: load {Both(s => s.LoadMs)}, relocation "
        + Both(s => s.RelocationMs)
        + (PageList.BootStubMs.High > 0 ? $", boot stub {Both(s => s.BootStubMs)}" : "");

    /// <summary>What differs by less than 1 % is alike.</summary>
    private string Both(Func<Side, Interval> of)
    {
        (string a, string b) = (Numbers.WithRange(of(PageList)), Numbers.WithRange(of(Cma)));
        return Math.Abs(of(PageList).Median - of(Cma).Median) <= of(Cma).Median / 100
            ? $"{a} on both"
            : $"{a} and {b}";
    }

    private static Side Count(Scenario s, HostBacking backing)
    {
        Scenario unbacked = s with { Memory = s.Memory with { Backing = backing } };
        MachineDraw draw = MachineDraw.Medians(s.Machine);
        LoadedImage loaded = LoadedImage.Load(unbacked, draw);
        HostPages host = Model.Memory.HostPages.Of(backing, s.PageSize)!.Value;
        Quantity fault = s.Machine[host.Fault];
        return new Side(
            Ms(loaded.Outcome.Faults),
            Ms(host.Faults * loaded.FaultingEntries.Sum(e => e.Pages)),
            Ms(s.Machine.Architecture.HasBootStub() ? host.Faults * loaded.OutputFaults : 0)
        );

        Interval Ms(long faults) =>
            new(faults * fault.Value / 1e9, faults * fault.Low / 1e9, faults * fault.High / 1e9);
    }

    /// <summary>What it adds on one side, ms.</summary>
    internal sealed record Side(Interval LoadMs, Interval RelocationMs, Interval BootStubMs);
}
