using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Sweeps;

/// <summary>
/// Hands a sweep to Slurm: a job array of which each task is a shard, and a job behind it that does what killed tasks left and writes the summary. Partition,
/// account and time are Slurm's own to take, from <c>SBATCH_PARTITION</c> and the like.
/// </summary>
internal static class SlurmSubmission
{
    /// <exception cref="InputException">No Slurm here, or it refuses.</exception>
    public static SubmissionReport Submit(SweepRequest request, int tasks)
    {
        if (!IsInstalled())
        {
            throw NoSbatch();
        }

        request.Check();
        string study = Path.Combine(request.Results, request.Study.Name);
        string folder = Path.GetFullPath(Path.Combine(study, "slurm"));
        try
        {
            Directory.CreateDirectory(folder);
            return Submit(request, tasks, folder);
        }
        catch (Exception e) when (e is InputException or IOException or UnauthorizedAccessException)
        {
            // Refused: nothing is written, not even folders, where nothing else is in them.
            Array.ForEach(["array.sh", "merge.sh"], f => File.Delete(Path.Combine(folder, f)));
            RemoveEmpty(folder, study, request.Results);
            throw;
        }
    }

    private static SubmissionReport Submit(SweepRequest request, int tasks, string folder)
    {
        string sweep = Sweep(request);
        string array = Write(
            folder,
            "array.sh",
            $"""
            #!/bin/sh
            #SBATCH --job-name=kexecperf-{request.Study.Name}
            #SBATCH --array=1-{tasks}
            #SBATCH --cpus-per-task={request.Jobs}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --output={Log(folder, "array-%a.log")}
            exec {sweep} --shard "$SLURM_ARRAY_TASK_ID/{tasks}" --jobs {request.Jobs}

            """
        );
        string merge = Write(
            folder,
            "merge.sh",
            $"""
            #!/bin/sh
            #SBATCH --job-name=kexecperf-{request.Study.Name}-merge
            #SBATCH --cpus-per-task={request.Jobs}
            #SBATCH --requeue
            #SBATCH --open-mode=append
            #SBATCH --output={Log(folder, "merge.log")}
            exec {sweep} --resume --jobs {request.Jobs}

            """
        );
        string arrayJob = Sbatch(array);
        string mergeJob = Sbatch($"--dependency=afterany:{arrayJob}", merge);
        StudyStore store = request.Open();
        return new SubmissionReport(
            request.Study.Name,
            arrayJob,
            mergeJob,
            tasks,
            store.Folder,
            folder,
            store.Summary
        );
    }

    /// <summary>This command line for a node, every path absolute.</summary>
    internal static string Sweep(SweepRequest request)
    {
        string study = File.Exists(request.Study.File)
            ? Path.GetFullPath(request.Study.File)
            : request.Study.Source;
        List<string> words =
        [
            .. This(),
            "sweep",
            study,
            .. request.Study.Overrides,
            "--seed",
            request.Study.Plan.Seed.ToString(CultureInfo.InvariantCulture),
            "--results",
            Path.GetFullPath(request.Results),
        ];
        return string.Join(' ', words.Select(w => "'" + w.Replace("'", "'\\''") + "'"));
    }

    /// <summary>How this process was started: by its own launcher, or by dotnet.</summary>
    private static IEnumerable<string> This()
    {
        string process = Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? [process, Environment.GetCommandLineArgs()[0]]
            : [process];
    }

    /// <summary>A pattern for the log's name, of which the folder is no part.</summary>
    internal static string Log(string folder, string pattern) =>
        "\"" + folder.Replace("%", "%%").Replace("\"", "\\\"") + $"/{pattern}\"";

    private static string Write(string folder, string name, string text)
    {
        string file = Path.Combine(folder, name);
        AtomicFile.Write(file, text);
        return file;
    }

    private static string Sbatch(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("sbatch", ["--parsable", .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var sbatch = System.Diagnostics.Process.Start(start)!;
            Task<string> said = sbatch.StandardError.ReadToEndAsync();
            string job = sbatch.StandardOutput.ReadToEnd().Trim();
            sbatch.WaitForExit();
            return sbatch.ExitCode == 0
                ? job.Split(';')[0]
                : throw new InputException(
                    InputPlace.Of("--submit"),
                    $"sbatch refuses: {UserText.Shorten(Said(said.Result), 200)}; see sbatch(1)"
                );
        }
        catch (Win32Exception)
        {
            throw NoSbatch();
        }
    }

    private static bool IsInstalled() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':')
            .Any(f => File.Exists(Path.Combine(f, "sbatch")));

    private static InputException NoSbatch() =>
        new(
            InputPlace.Of("--submit"),
            "no sbatch here; run this where Slurm's commands are installed"
        );

    private static void RemoveEmpty(params string[] folders)
    {
        try
        {
            Array.ForEach(folders, Directory.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Something is in it, which stays.
        }
    }

    private static string Said(string error) =>
        error.Replace("sbatch: error: ", "").Trim().ReplaceLineEndings("; ");
}
