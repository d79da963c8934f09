using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>Lays out what <c>calibrate</c> read from a log.</summary>
internal static class LogLayout
{
    private const int Indent = 8;

    private static readonly HashSet<MachineParameter> Shown =
    [
        MachineParameters.CpuOffTeardown,
        MachineParameters.CpuOffFirmware,
        MachineParameters.EarlyBoot,
    ];

    public static IEnumerable<Block> Of(HostProfile profile, RebootLog log)
    {
        yield return new Gap();
        yield return new Paragraph("log     " + Summary(profile.Architecture, log), Indent);
        if (log.Start is { Microseconds: { } start } boot)
        {
            yield return new Paragraph("start   " + Start(boot, start, log.StartIsNext), Indent);
        }

        if (log.BetweenKernels is { } between)
        {
            yield return new Paragraph(
                FormattableString.Invariant($"between {between / 1e3:0.0} ms from the old ")
                    + "kernel's last message to the new one's clock, by the clock before "
                    + "them: relocation, purgatory, decompression (not used)",
                Indent
            );
        }

        yield return new Table(
            ["kind", "count", "each", "low", "high"],
            [.. Times(profile, log).Select(t => Row(t.Name, t.Count, t.Time))]
        );
    }

    private static string Summary(Architecture architecture, RebootLog log)
    {
        string half = log.Missing.Count > 0 ? "half a log: " : "";
        string silent =
            log.CpusOff.Count == 0 && architecture == Architecture.X86_64
                ? " (x86 stops CPUs without a message)"
                : "";
        string down =
            $"{log.Devices.Count} devices shut down, {log.CpusOff.Count} CPUs off{silent}";
        return half + down;
    }

    private static string Start(KernelStart boot, long microseconds, bool isNext)
    {
        string which = isNext ? "the next kernel" : "this kernel";
        string cpus = boot.BringUp is { } up
            ? FormattableString.Invariant($", {up / 1e3:0.0} ms of it to bring up CPUs")
            : "";
        string calls =
            boot.Initcalls > 0
                ? FormattableString.Invariant($", {boot.InitcallMicroseconds / 1e3:0.0} ms in ")
                    + FormattableString.Invariant($"{boot.Initcalls} initcalls (longest: ")
                    + FormattableString.Invariant(
                        $"{boot.LongestInitcall} {boot.LongestMicroseconds / 1e3:0.0})"
                    )
                : "";
        return FormattableString.Invariant($"{which} {microseconds / 1e3:0.0} ms to ")
            + $"'{boot.EndedBy}'{cpus}{calls}";
    }

    private static IEnumerable<(string Name, int Count, Quantity Time)> Times(
        HostProfile profile,
        RebootLog log
    ) =>
        [
            .. (profile.Devices ?? []).Reverse().Select(d => (d.Name, d.Count, d.Shutdown)),
            .. profile
                .Entries.Where(e => Shown.Contains(e.Parameter) && e.Quantity.High > 0)
                .Select(e =>
                    (
                        e.Parameter.Path,
                        e.Parameter == MachineParameters.EarlyBoot ? 1 : log.CpusOff.Count,
                        e.Quantity
                    )
                ),
        ];

    private static string[] Row(string name, int count, Quantity time) =>
        [
            name,
            FormattableString.Invariant($"{count}"),
            Quantity.Format(time.Value, ParameterKind.Duration),
            Quantity.Format(time.Low, ParameterKind.Duration),
            Quantity.Format(time.High, ParameterKind.Duration),
        ];
}
