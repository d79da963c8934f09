using System.CommandLine;
using System.Text.Json.Nodes;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Progress;
using KexecPerf.Studies.Notebooks;

namespace KexecPerf.Studies.Commands;

/// <summary><c>notebook run|check FILE...</c>. The compiler is loaded when the first cell runs, not before.</summary>
internal static class NotebookCommand
{
    public static Command Create(KexecperfRunner kexecperf) =>
        new("notebook", "execute Jupyter notebooks with C# cells")
        {
            Sub(
                "run",
                "execute all cells and write their outputs into the files",
                n => n.CheckWritable(),
                (n, outputs) => NotebookResult.Written(n, n.Write(outputs)),
                kexecperf
            ),
            Sub(
                "check",
                "execute all cells; status 1 where their outputs are not those in the files",
                _ => { },
                (n, outputs) => NotebookResult.Compared(n, OutputDifference.First(n, outputs)),
                kexecperf
            ),
        };

    private static Command Sub(
        string name,
        string description,
        Action<Notebook> prepare,
        Func<Notebook, IReadOnlyList<JsonArray>, NotebookResult> finish,
        KexecperfRunner kexecperf
    )
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "notebooks with C# cells (.ipynb)",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new OutputOptions();
        var command = new Command(name, description) { files };
        output.AddTo(command);
        command.SetAction(
            (parsed, cancel) =>
            {
                List<NotebookResult> results = [];
                int code = output.Write(
                    parsed,
                    new Work(cancel),
                    line =>
                    {
                        // All are read, and found writable, before the first is executed.
                        List<Notebook> all = [.. parsed.GetValue(files)!.Select(Notebook.Read)];
                        all.ForEach(prepare);
                        results = line.Work.Each(
                            all,
                            n => Execute(n, finish, kexecperf, line.Work)
                        );
                        return new NotebookReport(name, results).Document();
                    }
                );
                foreach (string complaint in results.Select(r => r.Complaint).OfType<string>())
                {
                    parsed.InvocationConfiguration.Error.WriteLine("error: " + complaint);
                    code = ExitCode.CheckFailed;
                }

                return Task.FromResult(code);
            }
        );
        return command;
    }

    private static NotebookResult Execute(
        Notebook notebook,
        Func<Notebook, IReadOnlyList<JsonArray>, NotebookResult> finish,
        KexecperfRunner kexecperf,
        Work work
    )
    {
        try
        {
            return finish(notebook, NotebookRunner.Run(notebook, kexecperf, work));
        }
        catch (CellFailedException e)
        {
            return NotebookResult.Failed(notebook, e);
        }
    }
}
