using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>A <see cref="KnownWord"/> and what it stands for.</summary>
/// <param name="name">In help.</param>
/// <param name="find">What a word stands for, null where none is given; throws where it stands for
/// nothing.</param>
internal sealed class KnownWordOf<T>(string name, Func<string?, T> find) : KnownWord(name)
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
