using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>What an answer rests on and what it does not cover.</summary>
internal static class Caveats
{
    /// <summary>Every number nobody published, with its range and the reasoning behind it.</summary>
    public static List<string> Assumptions(Scenario scenario)
    {
        var list = new List<string>();
        foreach (MachineParameter p in MachineParameters.All)
        {
            bool matters = scenario.Spends(p) && (scenario.Memory.Numa.Count > 1 || !p.IsOfNodes);
            if (matters && scenario.Machine.Quantities[p.Index] is { Evidence: Evidence.Assumed } q)
            {
                list.Add(Describe(p.Path, q, p.Kind));
            }
        }

        foreach (Device d in scenario.Machine.Devices)
        {
            if (d.Shutdown.Evidence == Evidence.Assumed)
            {
                list.Add(Describe("device." + d.Name, d.Shutdown, ParameterKind.Duration));
            }
        }

        list.Add($"kernel image: {scenario.Image.Kernel.Source}");
        list.Add($"RAM in use: {scenario.Memory.Mix}");
        if (scenario.Memory is { CmaMix: null, CmaOccupancy: > 0 })
        {
            list.Add("what the area holds: drawn, mixed as all RAM in use or of one kind");
        }

        return list;
    }

    /// <summary>What the scenario touches and the model leaves out, most important first.</summary>
    public static List<string> Envelope(Scenario scenario) =>
        [
            .. Foremost(scenario),
            "the page list on a host with a CMA area, whose load differs (compare gives both)",
            "stray DMA",
            .. OfArchitecture(scenario.Image.Architecture),
            "what early boot writes first of guest memory that the host has not backed",
            .. OfPages(scenario.PageSize),
            .. scenario.Memory.Numa.Count > 1
                ? (string[])
                    ["nodes of unequal size, and boot stub and early boot in memory far from CPU 0"]
                : [],
            "files that are not in the page cache yet",
            .. OfFrequency(scenario.Machine),
            "SMT siblings, crash kernels, confidential guests, active SME",
        ];

    /// <summary>What may be missing by orders of magnitude.</summary>
    private static string[] Foremost(Scenario scenario) =>
        scenario.Image.Architecture switch
        {
            Architecture.Arm64 when scenario.ClassicSyscall =>
            [
                "kexec-tools' own purgatory, which hashes with the data cache off unless told not to: "
                    + "TENS OF SECONDS may be missing (2016: 20 s for 43 MB)",
            ],
            Architecture.Arm64 or Architecture.X86_64 => [],
        };

    private static string[] OfFrequency(MachineProfile machine) =>
        machine.StaysIdle
            ? ["copies from memory, devices and early boot of a CPU at its lowest frequency"]
        : machine.IsGuest ? []
        : ["a CPU 0 that cpufreq_suspend() leaves at a low frequency (--cpu-frequency idle)"];

    private static string[] OfArchitecture(Architecture architecture) =>
        architecture switch
        {
            Architecture.X86_64 => [],
            Architecture.Arm64 =>
            [
                "kernels built without CONFIG_KEXEC_FILE, as Debian's for arm64 are",
            ],
        };

    /// <summary>What was measured and read with 4 KiB pages alone.</summary>
    private static string[] OfPages(PageSize pages) =>
        pages == PageSize.Of4KiB
            ? []
            :
            [
                $"how {pages} pages change rates and costs a page, all known for 4 KiB pages: "
                    + "each 4 KiB is copied as before, what is done once a page costs as much",
                "free memory that khugepaged keeps back: up to 5 % of RAM with such pages",
            ];

    /// <summary>A number with its value and range.</summary>
    public static string Number(string path, Quantity q, ParameterKind kind) =>
        $"{path} = {Quantity.Format(q.Value, kind)} [{Quantity.Format(q.Low, kind)}, "
        + $"{Quantity.Format(q.High, kind)}]";

    private static string Describe(string path, Quantity q, ParameterKind kind) =>
        $"{Number(path, q, kind)}: {OneParagraph(q.Source)}";

    private static string OneParagraph(string text) => text.Replace('\n', ' ');
}
