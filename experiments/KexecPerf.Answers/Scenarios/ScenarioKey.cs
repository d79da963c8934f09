namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// One key of a scenario: option on the command line, key in a scenario file, and what reads it.
/// </summary>
/// <param name="Name">With hyphens; in files with underscores.</param>
/// <param name="Value">What its value looks like, for help.</param>
/// <param name="Meaning">What it says, for help and schema.</param>
/// <param name="Read">The draft with what a setting of this key says.</param>
/// <param name="Names">What of the disk a value may name, whose content then counts.</param>
/// <param name="Repeats">Whether all settings of this key count, not the last alone.</param>
internal sealed record ScenarioKey(
    string Name,
    string Value,
    string Meaning,
    Func<ScenarioDraft, Setting, ScenarioDraft> Read,
    NamedInput Names = NamedInput.Nothing,
    bool Repeats = false
)
{
    /// <summary>As an option.</summary>
    public string Option => "--" + Name;

    /// <summary>As a key in a file.</summary>
    public string FileKey => Name.Replace('-', '_');

    /// <summary>A key whose value is read without regard to others.</summary>
    /// <param name="name">As <see cref="Name"/>.</param>
    /// <param name="value">As <see cref="Value"/>.</param>
    /// <param name="meaning">As <see cref="Meaning"/>.</param>
    /// <param name="parse">From text; complaints get the setting's place.</param>
    /// <param name="with">The draft with the value.</param>
    public static ScenarioKey Of<T>(
        string name,
        string value,
        string meaning,
        Func<string, T> parse,
        Func<ScenarioDraft, T, ScenarioDraft> with
    ) => new(name, value, meaning, (draft, said) => with(draft, said.Read(parse)));
}
