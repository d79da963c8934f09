using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>What was measured, and how.</summary>
internal sealed record CalibrationRun
{
    /// <summary>The host.</summary>
    public required HostFacts Host { get; init; }

    /// <summary>Sizes and time.</summary>
    public required CalibrationPlan Plan { get; init; }

    /// <summary>Rates by probe.</summary>
    public required Measurements Figures { get; init; }

    /// <summary>Rounds completed.</summary>
    public required int Rounds { get; init; }

    /// <summary>Time the rounds took.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>How pages were copied.</summary>
    public required string Instruction { get; init; }

    /// <summary>Whether the scalar hash was machine code of a C compiler, as the kernel's is.</summary>
    public required bool CompiledHash { get; init; }

    /// <summary>What such copies are evidence of.</summary>
    public required Evidence Evidence { get; init; }

    /// <summary>How time was taken.</summary>
    public required string Clock { get; init; }

    /// <summary>Whether the thread was kept on CPU 0, where the kernel reboots.</summary>
    public required bool OnCpu0 { get; init; }

    /// <summary>Share of the buffers that got huge pages when asked for; null where the system does not tell.</summary>
    public required double? HugeShare { get; init; }

    /// <summary>First writes to free memory of a guest; null on bare metal.</summary>
    public FirstWrites? FirstWrites { get; init; }

    /// <summary>What could not be done, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>Whether 2 MiB mappings were really there, so that their figures are those of the kernel's identity map.</summary>
    public bool HugeObtained => HugeShare is null or >= 0.9;

    /// <summary>The CPU in the words of both outputs; arm64 kernels give numbers, not names.</summary>
    public string CpuName =>
        (Host.Cpu, Host.Cpu?.Architecture) switch
        {
            ({ } cpu, Architecture.X86_64) => cpu.Name,
            ({ } cpu, Architecture.Arm64) => "CPU " + cpu.Name,
            (null, _) => $"unnamed {Host.Architecture.Name()} CPU",
        };
}
