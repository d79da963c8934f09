using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using KexecPerf.Answers.Calibration;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Progress;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;
using Architecture = KexecPerf.Model.Machines.Architecture;
using ProcessArchitecture = System.Runtime.InteropServices.Architecture;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// <c>calibrate</c>: measures this host, or reads the log of a kexec reboot, into a machine profile. The profile goes to
/// <c>--output</c>, the summary to standard output.
/// </summary>
internal sealed class CalibrateCommand
{
    private const int MostLogBytes = 64 << 20;
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(9);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(55);

    private readonly Option<bool> _quick = new("--quick")
    {
        Description = "about 10 s instead of 50",
    };

    private readonly Option<bool> _measure = new("--measure")
    {
        Description = "with --from-dmesg: measure too, the log being this host's",
    };

    private readonly Option<bool> _quiet = new("--quiet")
    {
        Description = "no progress on standard error",
    };

    private readonly SingleOption _output = Text("--output", "PROFILE.json", "write the profile");
    private readonly SingleOption _log = Text(
        "--from-dmesg",
        "LOG",
        "read a kexec reboot's log instead of measuring"
    );

    private readonly SingleOption _architecture = Text(
        "--architecture",
        "ARCH",
        "with --from-dmesg: x86_64 or arm64, where the log does not tell"
    );

    private readonly SingleOption _name = Text("--name", "NAME", "name of the profile");
    private readonly SingleOption _date = Text("--date", "DATE", "a date for the sources");
    private readonly SingleOption _format = Text(
        "--format",
        "FORMAT",
        "of the summary: text, json, csv or markdown (default text)"
    );

    private readonly SingleOption _budget = Text(
        "--budget",
        "DURATION",
        "time for measuring, at most 55 s (default 50 s, with --quick 9 s)"
    );

    private readonly SingleOption _root = new("--host-root") { Hidden = true };

    public static Command Create()
    {
        var options = new CalibrateCommand();
        var command = new Command(
            "calibrate",
            "measure this host into a machine profile; --quick is the smallest useful set, 10 s: "
                + "page copies from memory and cache, the scalar hash, a list walk"
        )
        {
            options._quick,
            options._output,
            options._log,
            options._architecture,
            options._measure,
            options._name,
            options._date,
            options._budget,
            options._format,
            options._quiet,
            options._root,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(options.Run(parsed, cancel)));
        return command;
    }

    private int Run(ParseResult parsed, CancellationToken cancel)
    {
        OutputFormat format = OutputFormats.Parse(_format.Only(parsed) ?? "text");
        string? name = _name.Only(parsed) is { } given ? CheckName(given) : null;
        string? date = _date.Only(parsed) is { } told ? CheckDate(told) : null;
        TimeSpan budget = ReadBudget(parsed);
        string? file = _output.Only(parsed);
        if (file is not null)
        {
            CheckWritable(file);
        }

        bool measure = _log.Only(parsed) is null || parsed.GetValue(_measure);
        Architecture? known = measure ? ThisArchitecture : ReadArchitecture(parsed);
        RebootLog? log = _log.Only(parsed) is { } path ? ReadLog(path, known) : null;
        CalibrationRun? run = measure ? Measure(parsed, budget, cancel) : null;
        MeasuredEntries? entries = run is null ? null : new MeasuredEntries(run, date);
        HostProfile profile = HostProfileBuilder.Build(run, entries, log, name);
        string text = ProfileText.Write(profile);
        MachineProfileReader.Read(
            file ?? "profile",
            Encoding.UTF8.GetBytes(text),
            MachineProfiles.Get
        );
        if (file is not null)
        {
            OutputWriter.WriteFile(file, text);
        }

        OutputWriter.Write(
            new CalibrationReport(profile, entries, log, file).Document(),
            format,
            null,
            parsed.InvocationConfiguration.Output
        );
        return ExitCode.Ok;
    }

    private CalibrationRun Measure(ParseResult parsed, TimeSpan budget, CancellationToken cancel)
    {
        Architecture architecture =
            (OperatingSystem.IsLinux() ? ThisArchitecture : null)
            ?? throw new InputException(
                InputPlace.Of("calibrate"),
                "measures Linux on x86_64 and arm64 alone; run it on the machine that is to kexec"
            );
        var files = new HostFolder(_root.Only(parsed) ?? HostFolder.Here);
        HostFacts host = HostFactsReader.ReadMachine(files, architecture);
        using var line = new ProgressLine(
            parsed.CommandResult.Command.Name,
            parsed.InvocationConfiguration.Error,
            parsed.GetValue(_quiet),
            new Work(cancel)
        );
        line.Follow(elapsed => ProgressLine.Text("measuring", elapsed / budget, elapsed));
        return Calibrator.Run(host, files, CalibrationPlan.For(host, budget), cancel);
    }

    private static RebootLog ReadLog(string path, Architecture? given)
    {
        byte[]? log = InputFile.Use(path, stream => BoundedRead.All(stream, MostLogBytes));
        if (log is not null && Gunzip.Recognises(log))
        {
            log = Gunzip.Unpack(log, MostLogBytes);
        }

        return log is not null
            ? RebootLogReader.Read(path, KernelLog.Parse(path, log), given)
            : throw new InputException(
                InputPlace.Of(path),
                "longer than any kernel log, or damaged gzip; give the log of one reboot, "
                    + "at most 64 MiB"
            );
    }

    /// <summary>For a log that does not tell: never that of the computer one sits at.</summary>
    private Architecture? ReadArchitecture(ParseResult parsed)
    {
        try
        {
            return _architecture.Only(parsed) is { } text ? Architectures.Parse(text) : null;
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--architecture"));
        }
    }

    private TimeSpan ReadBudget(ParseResult parsed)
    {
        if (_budget.Only(parsed) is not { } text)
        {
            return parsed.GetValue(_quick) ? Quick : Usual;
        }

        try
        {
            TimeSpan budget = TimeSpan.FromMilliseconds(SimTime.Parse(text).TotalMilliseconds);
            return budget > TimeSpan.Zero && budget <= Longest
                ? budget
                : throw new InputException(
                    $"'{UserText.Shorten(text)}' is out of range; write 1 ms to 55 s"
                );
        }
        catch (InputException e)
        {
            throw e.At(InputPlace.Of("--budget"));
        }
    }

    /// <summary>Finds out before a minute of measuring, not after it.</summary>
    private static void CheckWritable(string file)
    {
        OutputWriter.CheckWritable(file);
        string probe = file + ".tmp";
        try
        {
            File.Create(probe).Dispose();
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(
                InputPlace.Of(file),
                "cannot be written; give a file in a folder that exists and is writable"
            );
        }
    }

    private static string CheckName(string name) =>
        name.Length is > 0 and <= 40
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')
            ? name
            : throw new InputException(
                InputPlace.Of("--name"),
                $"'{UserText.Shorten(name)}' is no name; write letters, digits, '-', '_' and "
                    + "'.', at most 40"
            );

    private static string CheckDate(string date) =>
        date.Length is > 0 and <= 20 && date.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')
            ? date
            : throw new InputException(
                InputPlace.Of("--date"),
                $"'{UserText.Shorten(date)}' is no date; write one such as 2026-01-31"
            );

    /// <summary>That of this process; null where it is not modelled.</summary>
    private static Architecture? ThisArchitecture =>
        RuntimeInformation.ProcessArchitecture switch
        {
            ProcessArchitecture.X64 => Architecture.X86_64,
            ProcessArchitecture.Arm64 => Architecture.Arm64,
            _ => null,
        };

    private static SingleOption Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };
}
