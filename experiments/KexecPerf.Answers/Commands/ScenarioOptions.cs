using System.CommandLine;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>The scenario options of a command: all text, read by <see cref="ScenarioBuilder"/>, so that complaints are ours.</summary>
internal sealed class ScenarioOptions
{
    private readonly LastOption _file = new("--scenario")
    {
        Description = "scenario file (JSON with comments)",
        HelpName = "FILE",
    };

    private readonly List<(ScenarioKey Key, LastOption Option)> _keys =
    [
        .. ScenarioKeys.All.Select(k =>
            (k, new LastOption(k.Option) { Description = k.Meaning, HelpName = k.Value })
        ),
    ];

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "one number, such as copy.sequential='12 GB/s'; may be repeated",
        HelpName = "PATH=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_file);
        foreach ((_, LastOption option) in _keys)
        {
            command.Add(option);
        }

        command.Add(_set);
    }

    /// <summary>What was said, the file first, then the options.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public List<Setting> Read(ParseResult parsed)
    {
        var settings = new List<Setting>();
        if (_file.Last(parsed) is { } file)
        {
            settings.AddRange(ScenarioFile.Read(file));
        }

        string here = Directory.GetCurrentDirectory();
        foreach ((ScenarioKey key, LastOption option) in _keys)
        {
            if (option.Last(parsed) is { } value)
            {
                settings.Add(new Setting(key.Name, value, InputPlace.Of(key.Option), here));
            }
        }

        settings.AddRange(
            (parsed.GetValue(_set) ?? []).Select(v => new Setting(
                ScenarioKeys.Set,
                v,
                InputPlace.Of("--set"),
                here
            ))
        );
        return settings;
    }
}
