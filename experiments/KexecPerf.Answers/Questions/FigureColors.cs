using KexecPerf.Answers.Runs;
using KexecPerf.Model.HotPhase;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// The colours of what is drawn, in figures and on the page. Okabe and Ito's, which the
/// colour-blind can tell apart; order and lightness tell the same in greyscale.
/// </summary>
internal static class FigureColors
{
    /// <summary>A placement, <c>#RRGGBB</c>.</summary>
    public static string Of(Side side) =>
        side switch
        {
            Side.PageList => "#E69F00",
            Side.Cma => "#0072B2",
        };

    /// <summary>
    /// A phase; neighbours differ in lightness. Relocation has a darker vermillion than Okabe and
    /// Ito's, which in greyscale would be that of the stop of the CPUs.
    /// </summary>
    public static string Of(Phase phase) =>
        phase switch
        {
            Phase.DeviceShutdown => "#56B4E9",
            Phase.CpuShutdown => "#009E73",
            Phase.Other => "#C9C9C9",
            Phase.Relocation => "#A33F00",
            Phase.Purgatory => "#F0E442",
            Phase.Handover => "#CC79A7",
            Phase.BootStub => "#0072B2",
            Phase.EarlyBoot => "#E69F00",
        };
}
