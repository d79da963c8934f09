using System.Globalization;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Distributions;
using KexecPerf.Answers.Questions;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;
using Catalog = KexecPerf.Answers.Distributions.Distributions;

namespace KexecPerf.Page;

/// <summary>
/// The controls, from the tables that the command reads: names and meanings are the options', what
/// can be chosen the lists of machines, kernels and distributions.
/// </summary>
internal static class Controls
{
    private const string On = "on";
    private const string Off = "off";

    /// <summary>Before an overlay's name, which is part of the kernel's option.</summary>
    public const string OverlayPrefix = "overlay:";

    /// <summary>All of a scenario, in the order shown.</summary>
    public static IReadOnlyList<Control> Of(AnswerRequest request)
    {
        Scenario s = request.Scenario;
        return
        [
            .. Said(ScenarioKeys.Host) is { } file
                ? (Control[])[Listed(ScenarioKeys.Host, [""], file)]
                : [],
            Listed(ScenarioKeys.Machine, MachineProfiles.Names, s.Machine.Name, Of(s.Machine)),
            Listed(
                ScenarioKeys.Distro,
                ["", .. Catalog.Names],
                Said(ScenarioKeys.Distro) ?? "",
                Said(ScenarioKeys.Distro) is { } name
                    ? Of(Catalog.Get(name), s.Machine.Architecture)
                    : ""
            ),
            Listed(ScenarioKeys.KernelVersion, Releases(), s.Kernel.Version.ToString()),
            .. Overlays.All.Select(o => Overlay(o, s)),
            Slider(ScenarioKeys.Cpus, Cpus, Count(s.Machine.Cpus)),
            Slider(ScenarioKeys.Ram, Sizes(512, 4 << 20), Size(s.Memory.Ram)),
            Slider(ScenarioKeys.Image, Images(), Size(s.Image.Memsz)),
            Slider(
                ScenarioKeys.Cma,
                [Size(ByteSize.Zero), .. Sizes(16, 8192)],
                Size(s.Memory.CmaArea)
            ),
            Slider(ScenarioKeys.CmaOccupancy, Shares, Share(s.Memory.CmaOccupancy)),
            Slider(ScenarioKeys.CmaPinned, Pins, Count(s.Memory.CmaPinned)),
            Listed(
                ScenarioKeys.MemoryMix,
                [.. MemoryMix.Named.Select(m => m.Name)],
                s.Memory.Mix.ToString()
            ),
            Kho(s, Said(ScenarioKeys.Kho) is not null),
        ];

        string? Said(ScenarioKey key) => request.Settings.LastOrDefault(x => x.Key == key)?.Value;

        Control Listed(
            ScenarioKey key,
            IReadOnlyList<string> names,
            string current,
            string note = ""
        ) =>
            new(
                key.Name,
                key.Meaning,
                ControlKind.List,
                [.. names.Append(current).Distinct().Select(n => new Choice(n))],
                current,
                Said(key) is not null,
                note
            );

        Control Slider(ScenarioKey key, IReadOnlyList<Choice> choices, Choice current) =>
            new(
                key.Name,
                key.Meaning,
                ControlKind.Slider,
                choices.Any(c => c.Value == current.Value)
                    ? choices
                    : [.. choices.Append(current).OrderBy(c => c.Order)],
                current.Value,
                Said(key) is not null
            );
    }

    private static Control Kho(Scenario s, bool isSaid) =>
        new(
            ScenarioKeys.Kho.Name,
            ScenarioKeys.Kho.Meaning,
            ControlKind.Switch,
            [new(Off), new(On)],
            s.Kho ? On : Off,
            isSaid
        );

    /// <summary>The words after a control was moved.</summary>
    /// <param name="words">Those before.</param>
    /// <param name="key">The control's.</param>
    /// <param name="value">Its value; empty for that of the defaults.</param>
    public static IReadOnlyList<string> Change(List<string> words, string key, string value)
    {
        if (key.StartsWith(OverlayPrefix, StringComparison.Ordinal))
        {
            string name = key[OverlayPrefix.Length..];
            string[] kernel = KernelOf(words).Split('+');
            return With(
                words,
                ScenarioKeys.KernelVersion,
                string.Join(
                    '+',
                    value == On ? [.. kernel, name] : kernel.Where(part => part != name)
                )
            );
        }

        return ScenarioKeys.Find(key) is { } of ? With(words, of, value) : words;
    }

    /// <summary>The words with a value of an option, the last one; without it where that is
    /// empty.</summary>
    public static IReadOnlyList<string> With(List<string> words, ScenarioKey key, string value)
    {
        var kept = new List<string>();
        for (int i = 0; i < words.Count; i++)
        {
            if (words[i] == key.Option)
            {
                i++;
            }
            else if (!words[i].StartsWith(key.Option + "=", StringComparison.Ordinal))
            {
                kept.Add(words[i]);
            }
        }

        return value.Length == 0 ? kept : [.. kept, key.Option, value];
    }

    /// <summary>What the words say of an option, the last time; null where they do not.</summary>
    public static string? Said(List<string> words, ScenarioKey key)
    {
        int at = words.LastIndexOf(key.Option);
        return at >= 0 && at + 1 < words.Count
            ? words[at + 1]
            : words
                .LastOrDefault(w => w.StartsWith(key.Option + "=", StringComparison.Ordinal))
                ?[(key.Option.Length + 1)..];
    }

    private static string KernelOf(List<string> words)
    {
        try
        {
            return Asked.Of(words).Request.Scenario.Kernel.Name;
        }
        catch (InputException)
        {
            return ScenarioDraft.Shipped.RunningKernel.Name;
        }
    }

    private static Control Overlay(Overlay overlay, Scenario s)
    {
        bool on = s.Kernel.Name.Split('+').Contains(overlay.Name);
        bool has = overlay.Only is { } only && only != s.Machine.Architecture;
        return new Control(
            OverlayPrefix + overlay.Name,
            $"{overlay.Meaning} ({overlay.Source})",
            ControlKind.Switch,
            has ? [] : [new(Off), new(On)],
            on ? On : Off,
            on
        );
    }

    private static string Of(MachineProfile m) =>
        $"{m.Description} ({m.Architecture.Name()}, page copy {m.Evidence.Word()})";

    private static string Of(Distribution d, Architecture architecture)
    {
        DistributionKernel kernel = d.On(architecture);
        Fact read = kernel.Facts.First(f => f.Name == DistributionKernel.Kernel);
        return $"{d.Title}: kernel {read.Value} ({read.Source})";
    }

    /// <summary>Every release in which something modelled changed, and the newest.</summary>
    private static IReadOnlyList<string> Releases() =>
        [
            .. new KernelsList()
                .Boundaries.Select(b => b.Name)
                .Append(KernelVersion.Newest.ToString())
                .Append(ScenarioDraft.Shipped.KernelVersion)
                .Distinct()
                .OrderBy(r => int.Parse(r.Split('.')[0], CultureInfo.InvariantCulture))
                .ThenBy(r => int.Parse(r.Split('.')[1], CultureInfo.InvariantCulture)),
        ];

    private static readonly Choice[] Cpus = [.. Doubled(1, 1024).Select(Count)];
    private static readonly Choice[] Pins = [Count(0), .. Doubled(1, 4096).Select(Count)];
    private static readonly Choice[] Shares =
    [
        .. Enumerable.Range(0, 20).Select(i => Share(i / 20.0)),
    ];

    private static IEnumerable<long> Doubled(long first, long last)
    {
        for (long n = first; n <= last; n *= 2)
        {
            yield return n;
        }
    }

    private static Choice[] Sizes(long firstMiB, long lastMiB) =>
        [.. Doubled(firstMiB, lastMiB).Select(n => Size(ByteSize.FromMiB(n)))];

    /// <summary>Four a doubling, so that what follows a size can be seen.</summary>
    private static Choice[] Images() =>
        [
            .. Doubled(16, 2048)
                .SelectMany(n => new[] { n, n * 5 / 4, n * 3 / 2, n * 7 / 4 })
                .Select(n => Size(ByteSize.FromMiB(n))),
        ];

    private static Choice Size(ByteSize size) => new(size.ToString().Replace(" ", ""), size.Bytes);

    private static Choice Count(long n) => new(n.ToString(CultureInfo.InvariantCulture), n);

    private static Choice Share(double share) =>
        new((share * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%", share);
}
