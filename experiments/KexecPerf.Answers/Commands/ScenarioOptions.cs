using System.CommandLine;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>The scenario options of a command: all text, read by <see cref="ScenarioBuilder"/>, so that complaints are ours.</summary>
internal sealed class ScenarioOptions
{
    private readonly SingleOption _file = new("--scenario")
    {
        Description = "scenario file (JSON with comments)",
        HelpName = "FILE",
    };

    private readonly List<(ScenarioKey Key, SingleOption Option)> _keys =
    [
        .. ScenarioKeys
            .All.Append(ScenarioKeys.Set)
            .Select(k =>
                (k, new SingleOption(k.Option) { Description = k.Meaning, HelpName = k.Value })
            ),
    ];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach ((_, SingleOption option) in _keys)
        {
            command.Add(option);
        }
    }

    /// <summary>What was said, the file first, then the options.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public List<Setting> Read(ParseResult parsed)
    {
        var settings = new List<Setting>();
        if (_file.Only(parsed) is { } file)
        {
            settings.AddRange(ScenarioFile.Read(file));
        }

        string here = Directory.GetCurrentDirectory();
        foreach ((ScenarioKey key, SingleOption option) in _keys)
        {
            settings.AddRange(
                Values(key, option, parsed)
                    .Select(value => new Setting(key, value, InputPlace.Of(key.Option), here))
            );
        }

        return settings;
    }

    private static string[] Values(ScenarioKey key, SingleOption option, ParseResult parsed) =>
        key.Repeats ? parsed.GetValue(option) ?? []
        : option.Only(parsed) is { } value ? [value]
        : [];
}
