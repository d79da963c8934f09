using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>One measured configuration and quantity, in the columns of <c>experiments/validation/README.md</c>.</summary>
internal sealed record ValidationRow
{
    public required InputPlace Place { get; init; }

    public required string Id { get; init; }

    public required string Machine { get; init; }

    /// <summary>native, emulated or published.</summary>
    public required string Evidence { get; init; }

    public required string KernelVersion { get; init; }

    /// <summary>Whether the digest is computed and checked.</summary>
    public required bool Hash { get; init; }

    /// <summary>page-list, cma, mixed, or empty.</summary>
    public required string Placement { get; init; }

    public required long? KernelMemszBytes { get; init; }

    /// <summary>bufsz of all segments but the initrd.</summary>
    public required long? KernelBufszBytes { get; init; }

    public required long? InitrdBytes { get; init; }

    public required int? Cpus { get; init; }

    public required long? RamBytes { get; init; }

    public required long? CmaAreaBytes { get; init; }

    public required string CmaFill { get; init; }

    public required double? CmaOccupancyPercent { get; init; }

    public required long? CmaPinnedPages { get; init; }

    /// <summary>Whether the pins are long-term ones, which leave the area first.</summary>
    public required bool CmaLongtermPins { get; init; }

    /// <summary>
    /// What used RAM was (<c>--memory-mix</c>); null: not said. The column is optional.
    /// </summary>
    public required string? MemoryMix { get; init; }

    /// <summary>
    /// What the area held (<c>--cma-mix</c>); null: not said. The column is optional.
    /// </summary>
    public required string? CmaMix { get; init; }

    /// <summary>
    /// Free memory outside the area, bytes; null: not counted. The column is optional.
    /// </summary>
    public required long? FreeBytes { get; init; }

    public required long? RequestPages { get; init; }

    public required int? RequestAlignOrder { get; init; }

    public required string Quantity { get; init; }

    /// <summary>Median of the repeats; null where an excluded row has no number.</summary>
    public required double? Value { get; init; }

    public required double? Low { get; init; }

    public required double? High { get; init; }

    public required string Unit { get; init; }

    public required int N { get; init; }

    /// <summary>The single runs, where they are known; the column is optional.</summary>
    public required IReadOnlyList<double> Runs { get; init; }

    /// <summary>
    /// calibration, validation, claim (said by somebody without machine or method: predicted, but
    /// in no gate) or excluded.
    /// </summary>
    public required string Role { get; init; }

    public required string Source { get; init; }

    public required string Notes { get; init; }

    /// <summary>gzip, zstd, ..., or empty for the default; the column is optional.</summary>
    public required string KernelCompression { get; init; }

    /// <summary>
    /// Words of the list looked at by a load, counted; null: not counted. The column is optional.
    /// </summary>
    public required long? ListWords { get; init; }

    /// <summary>
    /// Parked pages looked at by a load, counted; null: not counted. The column is optional.
    /// </summary>
    public required long? ParkedPages { get; init; }

    /// <summary>Whether it is of the lab's guest, whose kernel is not stock.</summary>
    public bool IsLab => Machine == "lab-guest";

    /// <summary>What was run: everything that the model is told.</summary>
    public string Conditions =>
        FormattableString.Invariant(
            $"{Machine}|{Evidence}|{KernelVersion}|{Hash}|{Placement}|{KernelMemszBytes}|{KernelBufszBytes}|{InitrdBytes}|{Cpus}|{RamBytes}|{CmaAreaBytes}|{CmaFill}|{CmaOccupancyPercent}|{CmaPinnedPages}|{CmaLongtermPins}|{MemoryMix}|{CmaMix}|{FreeBytes}|{RequestPages}|{RequestAlignOrder}|{KernelCompression}|{ListWords}|{ParkedPages}"
        );

    /// <summary>The runs a source tells of; on one side of a fit in all columns.</summary>
    public string RunKey => $"{Conditions}|{Source}";

    /// <summary>
    /// Everything but what was measured: rows that agree in it belong to one group. Two sources are
    /// two groups, so that boards do not cancel one another.
    /// </summary>
    public string Configuration => $"{RunKey}|{Quantity}|{Role}";
}
