using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>A cache that holds data.</summary>
/// <param name="Level">1 is nearest to the core.</param>
/// <param name="Size">1 KiB to 4 GiB.</param>
/// <param name="SharedBy">CPUs that share it, such as <c>0-7</c>; empty where it does not say.</param>
internal sealed record CacheLevel(int Level, ByteSize Size, string SharedBy);
