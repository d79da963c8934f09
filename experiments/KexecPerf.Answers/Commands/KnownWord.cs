using System.CommandLine;

namespace KexecPerf.Answers.Commands;

/// <summary>An argument that is one of some words; who asks for help with another is told so.</summary>
internal abstract class KnownWord(string name) : Argument<string>(name)
{
    /// <exception cref="KexecPerf.Model.Inputs.InputException">Not one of them.</exception>
    public abstract void Check(ParseResult parsed);
}
