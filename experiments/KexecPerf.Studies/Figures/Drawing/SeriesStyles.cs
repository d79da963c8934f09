using System.Collections.Immutable;
using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Machines;
using ScottPlot;

namespace KexecPerf.Studies.Figures.Drawing;

/// <summary>
/// Colour and marker of a series by its name, the same in figures, notebooks and pages: a
/// placement, a phase and a machine each have their own, all others what is free.
/// </summary>
internal static class SeriesStyles
{
    /// <summary>
    /// What is neither placement nor phase: machines, kernel versions, pins. None is grey or black,
    /// whose light band is grey: grey is what the data are compared with.
    /// </summary>
    private static readonly string[] Colors = ["#D55E00", "#56B4E9", "#009E73", "#CC79A7"];

    /// <summary>One more than colours, so that the same pair returns late.</summary>
    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle,
        MarkerShape.FilledSquare,
        MarkerShape.FilledDiamond,
        MarkerShape.FilledTriangleUp,
        MarkerShape.FilledTriangleDown,
    ];

    /// <summary>
    /// Series of which nothing is known, in figures without a placement or phase.
    /// </summary>
    private static readonly SideStyle[] AnySeries =
    [
        new("", "#E69F00", MarkerShape.FilledCircle),
        new("", "#0072B2", MarkerShape.FilledSquare),
        new("", "#009E73", MarkerShape.FilledTriangleUp),
        new("", "#D55E00", MarkerShape.FilledDiamond),
        new("", "#CC79A7", MarkerShape.FilledTriangleDown),
        new("", "#56B4E9", MarkerShape.OpenCircle),
    ];

    /// <summary>Series that can be told apart by colour alone.</summary>
    public static int MostSeries => AnySeries.Length;

    /// <summary>
    /// The style of the n-th of several; colours repeat after four, with other markers up to the
    /// twentieth.
    /// </summary>
    public static SideStyle Other(int n, string name)
    {
        int marker = (n % Colors.Length) + (n / Colors.Length);
        return new SideStyle(name, Colors[n % Colors.Length], Markers[marker % Markers.Length]);
    }

    /// <summary>A machine, the same in every figure; none but of a shipped profile.</summary>
    public static SideStyle? OfMachine(string name)
    {
        int shipped = Machines.IndexOf(name);
        return shipped < 0 ? null : Other(shipped, name);
    }

    /// <summary>Shipped machines; those of most figures first, which differ by colour.</summary>
    public static ImmutableList<string> Machines { get; } =
    [.. new[] { "arm64-128c", "intel-server", "zen4-vm" }.Union(MachineProfiles.Names)];

    /// <summary>
    /// The n-th series of a figure: that of its name where it has a colour of its own, as a
    /// placement, phase or machine has.
    /// </summary>
    public static SideStyle Series(int n, string name) =>
        Sides.All.Select(Style.Of).FirstOrDefault(s => s.Name == name)
        ?? OfMachine(name)
        ?? AnySeries[n % AnySeries.Length] with
        {
            Name = name,
        };

    /// <summary>Of a placement, phase or machine by its name or key; null of any other.</summary>
    public static Color? ColorOf(string name)
    {
        foreach (Side side in Sides.All.Where(s => name == Style.Of(s).Name || name == s.Key()))
        {
            return Style.Of(side).Color;
        }

        foreach (Phase phase in Enum.GetValues<Phase>())
        {
            if (name == phase.Words() || name == phase.Key())
            {
                return Style.Of(phase);
            }
        }

        return OfMachine(name)?.Color;
    }
}
