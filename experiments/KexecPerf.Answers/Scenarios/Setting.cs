using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Scenarios;

/// <summary>One thing the user said about a scenario, on the command line or in a file.</summary>
/// <param name="Key">What it is about.</param>
/// <param name="Value">The text given.</param>
/// <param name="Place">Where, for complaints.</param>
/// <param name="Folder">What relative file names are relative to.</param>
internal sealed record Setting(ScenarioKey Key, string Value, InputPlace Place, string Folder)
{
    /// <summary>Reads the value; a complaint gets the place.</summary>
    public T Read<T>(Func<string, T> parse)
    {
        try
        {
            return parse(Value);
        }
        catch (InputException e)
        {
            throw e.At(Place);
        }
    }

    /// <summary>The value as a file name.</summary>
    public string Path => System.IO.Path.Combine(Folder, Value);
}
