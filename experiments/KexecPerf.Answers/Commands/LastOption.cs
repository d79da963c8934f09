using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>An option with one text value; given twice, the later one counts, so that scripts can append to a command line.</summary>
internal sealed class LastOption : Option<string[]>
{
    public LastOption(string name)
        : base(name)
    {
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>The value that counts, or null.</summary>
    public string? Last(ParseResult parsed) => parsed.GetValue(this)?.LastOrDefault();
}
