using System.Text.Json.Nodes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;

namespace KexecPerf.Studies.Notebooks;

/// <summary>Executes the code cells of a notebook from the top, in one session.</summary>
internal static class NotebookRunner
{
    /// <summary>What each code cell puts out, in nbformat's form.</summary>
    /// <exception cref="CellFailedException">A cell does not compile or throws; those behind it are not run.</exception>
    /// <exception cref="OperationCanceledException">Interrupted, be it in an endless loop.</exception>
    public static IReadOnlyList<JsonArray> Run(
        Notebook notebook,
        KexecperfRunner kexecperf,
        Work work
    )
    {
        // A thread that can be left behind: code that loops for ever ends with the process only.
        Task<IReadOnlyList<JsonArray>> running = Task.Factory.StartNew(
            () => RunAll(notebook, kexecperf, work),
            work.Cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        return running.WaitAsync(work.Cancel).GetAwaiter().GetResult();
    }

    private static IReadOnlyList<JsonArray> RunAll(
        Notebook notebook,
        KexecperfRunner kexecperf,
        Work work
    )
    {
        var globals = new NotebookGlobals(kexecperf);
        var session = new ScriptSession(globals);
        return work.Each(
            [.. notebook.Cells],
            cell =>
            {
                var outputs = new CellOutputs();
                globals.Outputs = outputs;
                CellConsole.PrintTo(outputs);
                Run(cell, session, outputs, work.Cancel);
                return outputs.Close();
            }
        );
    }

    private static void Run(
        CodeCell cell,
        ScriptSession session,
        CellOutputs outputs,
        CancellationToken cancel
    )
    {
        try
        {
            object? value = session.Run(cell.Source, cell.Name, cancel).GetAwaiter().GetResult();
            if (value is not null)
            {
                outputs.ShowResult(Display.Of(value), cell.Number);
            }
        }
        catch (CommandFailedException e) when (e.Status == ExitCode.Interrupted)
        {
            throw new OperationCanceledException();
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            throw new CellFailedException(cell, e);
        }
    }
}
