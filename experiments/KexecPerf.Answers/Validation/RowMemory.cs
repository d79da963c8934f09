using System.Globalization;
using System.Text.RegularExpressions;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Validation;

/// <summary>The memory a row describes. Free counts in its notes say more of a full memory than its label does.</summary>
internal static partial class RowMemory
{
    /// <summary>
    /// 7 of the 84 loads of chain nd1, which calibrates, had their area below 4 GiB
    /// (raw/hotphase.csv, column cmafree0_kb).
    /// </summary>
    private const double LabAreaBelow4G = 0.08;

    public static MemoryState Of(ValidationRow row, ByteSize ram)
    {
        (long Area, long All)? free = FreeBefore(row);
        long area = row.CmaAreaBytes ?? 0;
        double occupancy = (row.CmaOccupancyPercent ?? 0) / 100;
        if (IsFull(row) && free is { } f && area > 0)
        {
            occupancy = 1 - f.Area / (area / (double)PageCount.PageBytes);
        }

        return new MemoryState
        {
            Ram = ram,
            CmaArea = new ByteSize(area),
            CmaOccupancy = Math.Clamp(occupancy, 0, 1),
            CmaMix = AreaMix(row),
            CmaHuge = row.CmaFill.Contains("thp", StringComparison.Ordinal),
            // The lab's kernel has no AMD_MEM_ENCRYPT and so no pools.
            AtomicPool = row.IsLab ? ByteSize.Zero : null,
            // Pinned pages are pages of what fills the area; without a fill they are elsewhere. Long-term pins have left.
            CmaPinned =
                row.CmaLongtermPins || row.CmaFill is "" or "none" ? 0 : row.CmaPinnedPages ?? 0,
            Pressure = IsFull(row) ? 1 : 0,
            Mix = row.MemoryMix is { } mix ? MemoryMix.Parse(mix) : MemoryMix.Server,
            Zones = Zones(row, ram),
            AreaBelow4G = row.IsLab ? LabAreaBelow4G : 0,
        };
    }

    /// <summary>
    /// What a row says, else what filled the lab's area: process memory or tmpfs.
    /// </summary>
    private static MemoryMix? AreaMix(ValidationRow row) =>
        row.CmaMix is { } said ? MemoryMix.Parse(said)
        : row.CmaFill.StartsWith("anon", StringComparison.Ordinal) ? MemoryMix.AllAnonymous
        : row.CmaFill is "" or "none" ? null
        : MemoryMix.Parse("shmem=100%");

    /// <summary>
    /// Free memory outside the area as counted, all in the one zone that a host below 4 GiB has.
    /// </summary>
    private static ZoneCounts[]? Zones(ValidationRow row, ByteSize ram)
    {
        PageRange low = new MemoryLayout(ram, Architecture.X86_64).Low;
        return row.FreeBytes is { } free
            ? [ZoneCounts.Of("DMA32", low.Pages, free / PageCount.PageBytes)]
            : null;
    }

    /// <summary>Free pages outside the area that a migration could use; null: as the model draws them.</summary>
    public static long? Room(ValidationRow row) =>
        IsFull(row) && FreeBefore(row) is { } free ? Math.Max(0, free.All - free.Area) : null;

    private static bool IsFull(ValidationRow row) =>
        row.CmaFill.Contains("full", StringComparison.Ordinal);

    private static (long Area, long All)? FreeBefore(ValidationRow row)
    {
        Match match = Counts().Match(row.Notes);
        return match.Success
            ? (Number(match.Groups["area"].Value), Number(match.Groups["all"].Value))
            : null;
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"CMA free before (?<area>\d{1,12})(/\d+)* pages; free before (?<all>\d{1,12})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Counts();
}
