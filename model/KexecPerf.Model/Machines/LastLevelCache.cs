using KexecPerf.Model.Units;

namespace KexecPerf.Model.Machines;

/// <summary>The last-level cache a core shares.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="EffectiveWays">
/// Ways of a set in the set-associative hit law (<c>HitLaw</c>): 1, 2, 4, 8 or 16. Effective, because hashing, victim policy
/// and neighbours make a cache lose pages earlier than its nominal ways say.
/// </param>
/// <param name="Incoherent">
/// Whether the kernel must WBINVD on kexec, because SME or TDX was used on this host (<c>cache_state_incoherent</c>); x86 only.
/// </param>
/// <param name="Instances">Such caches in the machine: one a socket, or one a CCD.</param>
public sealed record LastLevelCache(
    ByteSize Size,
    int EffectiveWays,
    bool Incoherent,
    int Instances = 1
)
{
    /// <summary>Whether there can be so many effective ways.</summary>
    public static bool KnowsWays(int ways) => ways is 1 or 2 or 4 or 8 or 16;
}
