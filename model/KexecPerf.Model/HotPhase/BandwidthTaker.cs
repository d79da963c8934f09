namespace KexecPerf.Model.HotPhase;

/// <summary>A device that goes on writing and so takes memory bandwidth from the copy.</summary>
/// <param name="FromCpusStopped">Fed until the CPUs are stopped; else until devices are shut down.</param>
/// <param name="Share">Share of the copy's bandwidth it takes at first, from 0 to below 1.</param>
/// <param name="DrainPs">Mean time in which that falls to 1/e; 0: it does not.</param>
public sealed record BandwidthTaker(bool FromCpusStopped, double Share, double DrainPs);
