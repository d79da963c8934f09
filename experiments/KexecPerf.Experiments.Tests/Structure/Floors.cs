namespace KexecPerf.Experiments.Tests.Structure;

/// <summary>
/// The folders of the product from the ground up. What lies in one may name what lies in it or below, nothing above: so a folder can be
/// read, tested and moved knowing what is under it alone.
/// </summary>
internal static class Floors
{
    /// <summary>A new folder gets its place here.</summary>
    public static readonly string[] FromTheGroundUp =
    [
        "KexecPerf.Engine",
        "KexecPerf.Model.SimSharpBinding",
        "KexecPerf.Model.Collections",
        "KexecPerf.Model.Inputs",
        "KexecPerf.Model.Units",
        "KexecPerf.Model.Machines",
        "KexecPerf.Model.Kernels",
        "KexecPerf.Model.Sampling",
        "KexecPerf.Model.Images",
        "KexecPerf.Model.Memory",
        "KexecPerf.Model.Scenarios",
        "KexecPerf.Model.Caches",
        "KexecPerf.Model.Loading",
        "KexecPerf.Model.HotPhase",
        "KexecPerf.Model.Dma",
        "KexecPerf.Answers.Statistics",
        "KexecPerf.Answers.Documents",
        "KexecPerf.Answers.Progress",
        "KexecPerf.Answers.Hosts.Logs",
        "KexecPerf.Answers.Hosts.Proc",
        "KexecPerf.Answers.Hosts",
        "KexecPerf.Answers.Distributions",
        "KexecPerf.Answers.Scenarios",
        "KexecPerf.Answers.Runs",
        "KexecPerf.Answers.Questions",
        "KexecPerf.Answers.Questions.BreakEven",
        "KexecPerf.Answers.Questions.Sensitivity",
        "KexecPerf.Answers.Questions.DmaRisk",
        "KexecPerf.Answers.Catalog",
        "KexecPerf.Answers.Validation",
        "KexecPerf.Answers.Calibration.Probes",
        "KexecPerf.Answers.Calibration",
        "KexecPerf.Answers.Tracing",
        "KexecPerf.Answers.Schemas",
        "KexecPerf.Answers.Commands",
        "KexecPerf.Studies.Designs",
        "KexecPerf.Studies.Sweeps",
        "KexecPerf.Studies.Summaries",
        "KexecPerf.Studies.Figures.Drawing",
        "KexecPerf.Studies.Figures",
        "KexecPerf.Studies.Reports",
        "KexecPerf.Studies.Notebooks",
        "KexecPerf.Studies.Schemas",
        "KexecPerf.Studies.Commands",
        "KexecPerf.Experiments",
        "KexecPerf.Native",
        "KexecPerf.Page",
    ];

    /// <summary>Height of a folder; -1 where it has no place yet.</summary>
    public static int Of(string folder) => Array.IndexOf(FromTheGroundUp, folder);
}
