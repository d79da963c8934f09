using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions.DmaRisk;

/// <summary>The risk of one placement or mitigation.</summary>
internal sealed class RiskRow(string name, string key, Scenario scenario, DmaRuns runs, int index)
{
    /// <summary>A fleet.</summary>
    public const int Hosts = 10_000;

    public string Name => name;

    public string Key => key;

    public Scenario Scenario => scenario;

    /// <summary>Any damage, a kexec.</summary>
    public Interval Any { get; } = runs.Of(index, r => r.Any);

    public Interval Detected { get; } = runs.Of(index, r => r.Detected);

    public Interval Silent { get; } = runs.Of(index, r => r.Silent);

    public Interval KernelText { get; } = runs.Of(index, r => r.KernelText);

    public Interval KernelData { get; } = runs.Of(index, r => r.KernelData);

    public Interval Initrd { get; } = runs.Of(index, r => r.Initrd);

    /// <summary>Writes to memory outside the image.</summary>
    public Interval Elsewhere { get; } = runs.Sum(index, r => r.Elsewhere);

    /// <summary>What of the damage the hash finds, at the medians.</summary>
    public double DetectedShare => Any.Median > 0 ? Math.Min(1, Detected.Median / Any.Median) : 0;

    public static string[] Header { get; } =
    [
        "case",
        "probability",
        "probability_low",
        "probability_high",
        "detected",
        "silent",
        "silent_kernel_text",
        "silent_kernel_data",
        "silent_initrd",
    ];

    public string[] Cells() =>
        [
            key,
            Numbers.Csv(Any.Median),
            Numbers.Csv(Any.Low),
            Numbers.Csv(Any.High),
            Numbers.Csv(Detected.Median),
            Numbers.Csv(Silent.Median),
            Numbers.Csv(KernelText.Median),
            Numbers.Csv(KernelData.Median),
            Numbers.Csv(Initrd.Median),
        ];

    public JsonObject Json() =>
        new()
        {
            ["name"] = key,
            ["kernel_version"] = scenario.Kernel.Name,
            ["probability"] = Numbers.Json(Any),
            ["one_in"] = Any.Median > 0 ? Numbers.Rounded(1 / Any.Median) : null,
            ["damaged_per_10000_hosts"] = Numbers.Json(
                new Interval(Hosts * Any.Median, Hosts * Any.Low, Hosts * Any.High)
            ),
            ["detected_probability"] = Numbers.Json(Detected),
            ["silent_probability"] = Numbers.Json(Silent),
            ["silent_kernel_text_probability"] = Numbers.Json(KernelText),
            ["silent_kernel_data_probability"] = Numbers.Json(KernelData),
            ["silent_initrd_probability"] = Numbers.Json(Initrd),
            ["writes_elsewhere"] = Numbers.Json(Elsewhere),
        };
}
