namespace KexecPerf.Model.Machines;

/// <summary>
/// A rate that is drawn as a ratio to another, because both are of one memory system or one core: x
/// = anchor drawn x (x's own law / anchor's median), never on the wrong side of the anchor. So its
/// range in a profile is that of the ratio, at the anchor's median. A number without a range is
/// taken as it is.
/// </summary>
/// <param name="Rate">What is drawn.</param>
/// <param name="Anchor">What it follows.</param>
/// <param name="IsFaster"> Whether it is never slower than the anchor, or never faster; null where
/// either may be. </param>
public sealed record RateRatio(MachineParameter Rate, MachineParameter Anchor, bool? IsFaster)
{
    /// <summary>
    /// A cached page is copied no slower than one in memory, and a source anywhere is at best as
    /// good as the next one. A long copy may be slower than page by page, which who batches may do
    /// too.
    /// </summary>
    public static IReadOnlyList<RateRatio> All { get; } =
    [
        new(MachineParameters.CopyScattered, MachineParameters.CopySequential, false),
        new(MachineParameters.CopyCached, MachineParameters.CopySequential, true),
        new(MachineParameters.CopyBatched, MachineParameters.CopySequential, null),
        new(MachineParameters.HashAccelerated, MachineParameters.HashScalar, true),
    ];

    /// <summary>The rate where the anchor was drawn so.</summary>
    internal double At(double own, Quantity anchor, double anchorDrawn)
    {
        double rate = own * (anchorDrawn / anchor.Value);
        return IsFaster switch
        {
            true => Math.Max(rate, anchorDrawn),
            false => Math.Min(rate, anchorDrawn),
            null => rate,
        };
    }

    /// <summary>
    /// The same law of the ratio where the anchor's median is another; an exact rate stays.
    /// </summary>
    internal static Quantity Moved(Quantity rate, Quantity from, Quantity to) =>
        rate.IsExact ? rate : rate.Times(to.Value / from.Value);
}
