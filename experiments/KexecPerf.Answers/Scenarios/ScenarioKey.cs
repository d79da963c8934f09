namespace KexecPerf.Answers.Scenarios;

/// <summary>One key of a scenario: option on the command line, key in a scenario file.</summary>
/// <param name="Name">With hyphens; in files with underscores.</param>
/// <param name="Value">What its value looks like, for help.</param>
/// <param name="Meaning">What it says, for help and schema.</param>
internal sealed record ScenarioKey(string Name, string Value, string Meaning)
{
    /// <summary>As an option.</summary>
    public string Option => "--" + Name;

    /// <summary>As a key in a file.</summary>
    public string FileKey => Name.Replace('-', '_');
}
