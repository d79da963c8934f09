using System.Runtime.Intrinsics.X86;

namespace KexecPerf.Answers.Hosts;

/// <summary>Asks the processor that this runs on.</summary>
internal static class Cpuid
{
    private const int MostLeaf = unchecked((int)0x8000_0000);
    private const int EncryptionLeaf = unchecked((int)0x8000_001F);

    /// <summary>
    /// Whether it shows SME: leaf 8000001f, EAX bit 0, where the kernel looks
    /// (<c>early_detect_mem_encrypt()</c>). TDX is not seen. Null where it is no x86.
    /// </summary>
    public static bool? OffersSme =>
        X86Base.IsSupported
            ? unchecked((uint)X86Base.CpuId(MostLeaf, 0).Eax >= (uint)EncryptionLeaf)
                && (X86Base.CpuId(EncryptionLeaf, 0).Eax & 1) != 0
            : null;
}
