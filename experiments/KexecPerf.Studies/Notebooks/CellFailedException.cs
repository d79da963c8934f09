using System.Diagnostics;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Notebooks;

/// <summary>A cell that did not compile or threw. Its message is one line: cell, place in the cell, what went wrong.</summary>
internal sealed class CellFailedException(CodeCell cell, Exception cause)
    : Exception($"{cell.Name}: {Place(cell, cause)}{What(cause)}", cause)
{
    private const int LongestMessage = 400;

    /// <summary>Which.</summary>
    public CodeCell Cell => cell;

    private static string What(Exception cause)
    {
        string type = cause is ScriptErrorException or CommandFailedException
            ? ""
            : cause.GetType().Name + ": ";
        return type + UserText.Shorten(cause.Message, LongestMessage);
    }

    /// <summary>Where in this cell, even if what it called threw.</summary>
    private static string Place(CodeCell cell, Exception cause)
    {
        if (cause is ScriptErrorException error)
        {
            return FormattableString.Invariant($"{error.Position.Line}:{error.Position.Column}: ");
        }

        StackFrame? frame = new StackTrace(cause, fNeedFileInfo: true)
            .GetFrames()
            .FirstOrDefault(f => f.GetFileName() == cell.Name);
        return frame is null
            ? ""
            : FormattableString.Invariant(
                $"{frame.GetFileLineNumber()}:{frame.GetFileColumnNumber()}: "
            );
    }
}
