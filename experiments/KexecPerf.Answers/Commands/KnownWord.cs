using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>An argument that is one of some words; who asks for help with another is told so.</summary>
internal abstract class KnownWord(string name) : Argument<string>(name)
{
    /// <exception cref="KexecPerf.Model.Inputs.InputException">Not one of them.</exception>
    public abstract void Check(ParseResult parsed);
}

/// <inheritdoc/>
/// <param name="name">In help.</param>
/// <param name="find">What a word stands for, null where none is given; throws where it stands for
/// nothing.</param>
internal sealed class KnownWord<T>(string name, Func<string?, T> find) : KnownWord(name)
{
    /// <summary>What the word of a command line stands for.</summary>
    public T Of(ParseResult parsed) => find(parsed.GetValue(this));

    /// <inheritdoc/>
    public override void Check(ParseResult parsed)
    {
        if (parsed.GetResult(this) is { Tokens.Count: > 0 })
        {
            Of(parsed);
        }
    }
}
