using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>What is known of a factor, in words.</summary>
internal static class FactorText
{
    /// <summary>Evidence in output; <c>chance</c> for what differs from run to run.</summary>
    public static string Evidence(Factor factor) =>
        factor.Evidence is { } evidence ? evidence.Word() : "chance";

    /// <summary>Range and evidence, such as <c>11 GB/s to 15 GB/s, measured</c>.</summary>
    public static string Known(Factor factor, MachineProfile machine) =>
        factor.Quantities switch
        {
            _ when factor.Evidence is null => "drawn anew in every run",
            [var one] => $"{Range(one, Kind(factor.Name, machine))}, {Evidence(factor)}",
            _ => $"{factor.Members.Count} numbers, {Evidence(factor)}",
        };

    private static string Range(Quantity q, ParameterKind? kind) =>
        kind is { } k
            ? $"{Quantity.Format(q.Low, k)} to {Quantity.Format(q.High, k)}"
            : FormattableString.Invariant($"{q.Low:0.###} to {q.High:0.###}");

    /// <summary>The unit of a machine's number; null for a plain number, such as pages.</summary>
    private static ParameterKind? Kind(string path, MachineProfile machine) =>
        machine.Devices.Any(d => path == "device." + d.Name)
            ? ParameterKind.Duration
            : MachineParameters.All.FirstOrDefault(p => p.Path == path)?.Kind;
}
