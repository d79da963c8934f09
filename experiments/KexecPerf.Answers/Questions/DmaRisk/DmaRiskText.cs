using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>Risks in words.</summary>
internal static class DmaRiskText
{
    /// <summary>One sentence.</summary>
    public static string Verdict(Architecture architecture, IReadOnlyList<DmaRiskFigures> rows)
    {
        DmaRiskFigures list = rows[0];
        double mean = list.Probability.Mean;
        string damages =
            $"with a page list a stray write damages {Chances.OneIn(mean)} kexecs on average";
        string how = mean switch
        {
            <= 0 => "No: nothing assumed here writes into a page list's image",
            < 1e-6 => $"Hardly: {damages}{Range(list)}{Found(architecture, list)}",
            _ => $"Yes, rarely: {damages}{Range(list)}{Found(architecture, list)}",
        };
        bool clean = rows.Where(r => r.Name.StartsWith("cma-", StringComparison.Ordinal))
            .All(r => r.Probability.High <= 0);
        string cma = clean
            ? "; in CMA and KHO scratch none, since no device was given those pages"
            : "; in CMA only through pages freed while a device wrote";
        return how + cma + ".";
    }

    /// <summary>What the chance is conditional on.</summary>
    public static string Given(Architecture architecture) =>
        "Every chance is that of a host which has all the devices above, "
        + architecture switch
        {
            Architecture.X86_64 => "",
            Architecture.Arm64 => "guests with direct injection of virtual interrupts (vLPI) "
                + "among them, ",
        }
        + "given what is assumed of them below; a host without a device has not its part.";

    /// <summary>A device's number with unit, range, evidence and source.</summary>
    public static string Number(DmaDevice device, DmaQuantity number, Quantity q)
    {
        string range =
            q.Low == q.High ? One(q.Value) : $"{One(q.Value)} [{One(q.Low)}, {One(q.High)}]";
        string every =
            number != DmaQuantity.Writes
                ? ""
                : device.Process switch
                {
                    WriteProcess.Poisson => " a second",
                    WriteProcess.Queue => " under way",
                };
        string unit = number.Unit.Length == 0 ? "" : " " + number.Unit + every;
        return $"dma.{device.Name}.{number.Key} = {range}{unit} ({q.Evidence.Word()}): {q.Source}";

        string One(double x) =>
            number.Kind == ParameterKind.Count ? Chances.Plain(x) : Quantity.Format(x, number.Kind);
    }

    private static string Range(DmaRiskFigures list) =>
        $", {Chances.OneIn(list.Probability.Low)} to "
        + $"{Chances.OneIn(list.Probability.High)} for 90 % of what is assumed";

    private static string Found(Architecture architecture, DmaRiskFigures list) =>
        architecture switch
        {
            Architecture.X86_64 => FormattableString.Invariant(
                $", of which the hash finds {100 * list.DetectedShare:0.#} % and {100 * list.SilentShare:0.#} % stay silent"
            ),
            Architecture.Arm64 => ", and always UNDETECTED, since arm64 hashes nothing",
        };
}
