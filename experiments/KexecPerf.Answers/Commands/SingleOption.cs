using System.CommandLine;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// An option with one text value, which stands once in a command line: of two hosts none is the
/// right one.
/// </summary>
internal sealed class SingleOption : Option<string[]>
{
    public SingleOption(string name)
        : base(name)
    {
        Arity = ArgumentArity.OneOrMore;
        AllowMultipleArgumentsPerToken = false;
    }

    /// <summary>The value, or null.</summary>
    /// <exception cref="InputException">There are several.</exception>
    public string? Only(ParseResult parsed) =>
        parsed.GetValue(this) switch
        {
            null or [] => null,
            [var value] => value,
            [var first, .. var others] => throw new InputException(
                InputPlace.Of(Name),
                $"stands here {others.Length + 1} times, '{UserText.Shorten(first)}' and "
                    + $"'{UserText.Shorten(others[^1])}'; keep one"
            ),
        };
}
