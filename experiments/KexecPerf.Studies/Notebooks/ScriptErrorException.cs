using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace KexecPerf.Studies.Notebooks;

/// <summary>Code that does not compile: the compiler's first error.</summary>
internal sealed class ScriptErrorException(Diagnostic error)
    : Exception($"{error.Id}: {error.GetMessage()}")
{
    /// <summary>Line and column in the cell, from 1.</summary>
    public (int Line, int Column) Position
    {
        get
        {
            LinePosition start = error.Location.GetLineSpan().StartLinePosition;
            return (start.Line + 1, start.Character + 1);
        }
    }
}
