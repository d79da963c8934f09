using System.Text.Json.Nodes;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>The figures for programs.</summary>
internal static class CalibrationJson
{
    public static JsonObject Create(
        HostProfile profile,
        CalibrationRun? run,
        MeasuredEntries? measured,
        RebootLog? log,
        string verdict
    )
    {
        var json = new JsonObject
        {
            ["schema"] = "kexecperf.calibrate/1",
            ["name"] = profile.Name,
            ["model_version"] = Build.Version,
            ["architecture"] = profile.Architecture.Name(),
        };
        if (run is not null)
        {
            json["host"] = Host(run);
            json["method"] = Method(run);
            json["figures"] = new JsonArray([
                .. run.Figures.Keys.Order(Comparer).Select(k => Figure(k, run)),
            ]);
            if (measured!.ContentionFactor is { } factor)
            {
                json["contended_percent"] = Numbers.Rounded(100 * factor);
            }

            if (measured.Fit is { } fit)
            {
                json["cache_fit"] = new JsonObject
                {
                    ["share_percent"] = Numbers.Rounded(100 * fit.Share),
                    ["effective_ways"] = fit.Ways,
                    ["residual_percent"] = Numbers.Rounded(fit.ResidualPercent),
                };
            }
        }

        if (log is not null)
        {
            json["log"] = new JsonObject
            {
                ["devices"] = log.Devices.Count,
                ["device_shutdown_ms"] = Numbers.Rounded(
                    log.Devices.Sum(d => (double)d.Microseconds) / 1e3
                ),
                ["cpus_off"] = log.CpusOff.Count,
            };
        }

        json["parameters"] = new JsonArray([.. profile.Entries.Select(Parameter)]);
        json["inherited"] = JsonTexts.Of(profile.Inherited);
        json["notes"] = JsonTexts.Of(run?.Notes ?? []);
        json["verdict"] = verdict;
        return json;
    }

    /// <summary>Figures, one a row; from a log alone the profile's numbers.</summary>
    public static IReadOnlyList<string[]> Csv(HostProfile profile, CalibrationRun? run)
    {
        if (run is null)
        {
            return
            [
                ["parameter", "value", "low", "high"],
                .. (profile.Devices ?? []).Select(d =>
                    Row("device." + d.Name, d.Shutdown, ParameterKind.Duration)
                ),
                .. profile.Entries.Select(e => Row(e.Parameter.Path, e.Quantity, e.Parameter.Kind)),
            ];
        }

        return
        [
            [
                "probe",
                "mapping",
                "size_bytes",
                "rounds",
                "median_mb_per_s",
                "low_mb_per_s",
                "high_mb_per_s",
            ],
            .. run
                .Figures.Keys.Order(Comparer)
                .Select(k =>
                {
                    Interval i = run.Figures.Find(k)!.Value;
                    return (string[])
                        [
                            Word(k.Kind),
                            Mapping(k),
                            FormattableString.Invariant($"{k.Size.Bytes}"),
                            FormattableString.Invariant($"{run.Figures.Rates(k).Count}"),
                            Numbers.Csv(i.Median / 1e6),
                            Numbers.Csv(i.Low / 1e6),
                            Numbers.Csv(i.High / 1e6),
                        ];
                }),
        ];
    }

    private static readonly Comparer<ProbeKey> Comparer = Comparer<ProbeKey>.Create(
        (a, b) => (a.Kind, !a.Huge, a.Size).CompareTo((b.Kind, !b.Huge, b.Size))
    );

    private static string[] Row(string path, Quantity q, ParameterKind kind) =>
        [
            path,
            Quantity.Format(q.Value, kind),
            Quantity.Format(q.Low, kind),
            Quantity.Format(q.High, kind),
        ];

    private static JsonObject Host(CalibrationRun run) =>
        new()
        {
            ["cpu_model"] = run.CpuName,
            ["cpus"] = run.Host.CpusOnline,
            ["ram_bytes"] = run.Host.Ram?.Bytes,
            ["available_bytes"] = run.Plan.Available.Bytes,
            ["cma_bytes"] = run.Host.CmaFree is null ? null : run.Host.CmaTotal?.Bytes,
            ["cma_free_bytes"] = run.Host.CmaFree?.Bytes,
            ["guest"] = run.Host.IsGuest,
            ["caches"] = new JsonArray([
                .. run.Host.Caches.Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["level"] = c.Level,
                            ["size_bytes"] = c.Size.Bytes,
                            ["shared_by"] = c.SharedBy,
                        }
                ),
            ]),
            ["kexec"] = new JsonArray([
                .. run.Host.Kexec.Select(k =>
                    (JsonNode)new JsonObject { ["file"] = k.File, ["content"] = k.Content }
                ),
            ]),
        };

    private static JsonObject Method(CalibrationRun run) =>
        new()
        {
            ["instruction"] = run.Instruction,
            ["evidence"] = run.Evidence.Word(),
            ["clock"] = run.Clock,
            ["rounds"] = run.Rounds,
            ["elapsed_s"] = Numbers.Rounded(run.Elapsed.TotalSeconds),
            ["on_cpu0"] = run.OnCpu0,
            ["huge_pages_percent"] = run.HugeShare is { } share
                ? Numbers.Rounded(100 * share)
                : null,
            ["large_bytes"] = run.Plan.Large.Bytes,
            ["small_bytes"] = run.Plan.Small.Bytes,
        };

    private static JsonNode Figure(ProbeKey key, CalibrationRun run)
    {
        Interval i = run.Figures.Find(key)!.Value;
        return new JsonObject
        {
            ["probe"] = Word(key.Kind),
            ["mapping"] = Mapping(key),
            ["size_bytes"] = key.Size.Bytes,
            ["rounds"] = run.Figures.Rates(key).Count,
            ["mb_per_s"] = Numbers.Json(new Interval(i.Median / 1e6, i.Low / 1e6, i.High / 1e6)),
        };
    }

    private static JsonNode Parameter(ProfileEntry entry) =>
        new JsonObject
        {
            ["path"] = entry.Parameter.Path,
            ["value"] = Quantity.Format(entry.Quantity.Value, entry.Parameter.Kind),
            ["low"] = Quantity.Format(entry.Quantity.Low, entry.Parameter.Kind),
            ["high"] = Quantity.Format(entry.Quantity.High, entry.Parameter.Kind),
            ["evidence"] = entry.Quantity.Evidence.Word(),
            ["source"] = entry.Quantity.Source,
        };

    private static string Word(ProbeKind kind) =>
        kind switch
        {
            ProbeKind.Sequential => "copy_sequential",
            ProbeKind.Scattered => "copy_scattered",
            ProbeKind.Batched => "copy_contiguous",
            ProbeKind.Zero => "zero",
            ProbeKind.Backward => "copy_downwards",
            ProbeKind.Barrier => "copy_barrier",
            ProbeKind.Clean => "copy_clean",
            ProbeKind.Contended => "copy_others_copying",
            ProbeKind.HashScalar => "sha256_scalar",
            ProbeKind.HashAccelerated => "sha256_library",
        };

    private static string Mapping(ProbeKey key) =>
        key.Kind is ProbeKind.HashScalar or ProbeKind.HashAccelerated ? "any"
        : key.Huge ? "2M"
        : "4K";
}
