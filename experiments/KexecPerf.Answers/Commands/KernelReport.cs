using System.Text.Json.Serialization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>kernels show</c> prints: what a release with overlays does on each architecture.</summary>
internal sealed record KernelReport
{
    public const string Key = "kexecperf.kernel/1";

    /// <exception cref="InputException">No architecture has such a kernel.</exception>
    internal KernelReport(string text)
    {
        (KernelFeatures? x86, InputException? refusal) = Find(text, Architecture.X86_64);
        (KernelFeatures? arm, _) = Find(text, Architecture.Arm64);
        Name = (x86 ?? arm ?? throw refusal!.At(InputPlace.Of("kernels show"))).Name;
        X86 = Features(x86);
        Arm = Features(arm);
    }

    public string Schema => Key;

    public string Name { get; }

    /// <summary>Whether it does what the key names; null where there is no such kernel or overlay.</summary>
    [JsonPropertyName("x86_64")]
    public IReadOnlyDictionary<string, bool>? X86 { get; }

    /// <inheritdoc cref="X86"/>
    [JsonPropertyName("arm64")]
    public IReadOnlyDictionary<string, bool>? Arm { get; }

    private IReadOnlyDictionary<string, bool>? this[Architecture architecture] =>
        architecture switch
        {
            Architecture.X86_64 => X86,
            Architecture.Arm64 => Arm,
        };

    /// <summary>Laid out.</summary>
    public Document Document()
    {
        Architecture[] all = Enum.GetValues<Architecture>();
        string[] header = ["behaviour", .. all.Select(a => a.Name())];
        List<string[]> rows =
        [
            .. KernelFeature.All.Select(f =>
                (string[])[f.Key, .. all.Select(a => Word(this[a]?[f.Key]))]
            ),
        ];
        return new Document(
            $"kexecperf kernel {Name}",
            "",
            [new Gap(), new Table(header, rows)],
            [header, .. rows],
            JsonForm.Of(this, () => CommandsJson.Default)
        );
    }

    /// <summary>The features on an architecture, or the reason why it has no such kernel or overlay.</summary>
    private static (KernelFeatures?, InputException?) Find(string text, Architecture architecture)
    {
        try
        {
            return (KernelFeatures.For(text, architecture), null);
        }
        catch (InputException e)
        {
            return (null, e);
        }
    }

    private static Dictionary<string, bool>? Features(KernelFeatures? kernel) =>
        kernel is null ? null : KernelFeature.All.ToDictionary(f => f.Key, f => f.Of(kernel));

    private static string Word(bool? does) =>
        does switch
        {
            true => "yes",
            false => "no",
            null => "-",
        };
}
