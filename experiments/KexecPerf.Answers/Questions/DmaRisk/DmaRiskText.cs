using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>Risks in words.</summary>
internal static class DmaRiskText
{
    /// <summary>
    /// At most three sentences: under KHO what its scratch is spared comes first.
    /// </summary>
    public static string Verdict(Scenario scenario, IReadOnlyList<DmaRiskFigures> rows)
    {
        DmaRiskFigures list = rows[0];
        double mean = list.Probability.Mean;
        string kho =
            scenario.Kho && IsClean(rows, "kho-")
                ? "No, with KHO: no device was given the pages of its scratch. "
                : "";
        string damages =
            $"a stray write damages {Chances.OneIn(mean)} kexecs on average, "
            + $"{Chances.OneIn(list.Probability.Low)} to "
            + $"{Chances.OneIn(list.Probability.High)} for 90 % of what is assumed"
            + Found(scenario.Machine.Architecture, list);
        if (mean <= 0)
        {
            return kho + "No: nothing assumed here writes into a page list's image.";
        }

        if (kho.Length > 0)
        {
            return $"{kho}Where a segment misses it and goes by page list, {damages}.";
        }

        string cma = IsClean(rows, "cma-")
            ? "In CMA and KHO scratch none, since no device was given those pages."
            : "In CMA only through pages freed while a device wrote.";
        return $"{(mean < 1e-6 ? "Hardly" : "Yes, rarely")}: with a page list {damages}. {cma}";
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

    private static bool IsClean(IReadOnlyList<DmaRiskFigures> rows, string placement) =>
        rows.Where(r => r.Name.StartsWith(placement, StringComparison.Ordinal))
            .All(r => r.Probability.High <= 0);

    private static string Found(Architecture architecture, DmaRiskFigures list) =>
        architecture switch
        {
            Architecture.X86_64 => FormattableString.Invariant(
                $"; the hash finds {100 * list.DetectedShare:0.#} % of that, {100 * list.SilentShare:0.#} % stay silent"
            ),
            Architecture.Arm64 => "; always UNDETECTED, since arm64 hashes nothing",
        };
}
