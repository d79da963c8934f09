using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration;

/// <summary>Puts a profile together from what was measured, from a reboot's log, or from both.</summary>
internal static class HostProfileBuilder
{
    /// <summary>What an unprivileged process cannot measure, in the words of both outputs.</summary>
    public const string WhyInherited = "measuring them needs root, a reboot or another tool";

    /// <exception cref="InputException">A log whose architecture nothing tells.</exception>
    public static HostProfile Build(
        CalibrationRun? run,
        MeasuredEntries? measured,
        RebootLog? log,
        string? name
    )
    {
        Architecture architecture =
            run?.Host.Architecture
            ?? log?.Architecture
            ?? throw new InputException(
                InputPlace.Of("--from-dmesg"),
                "no message tells the architecture; say --architecture x86_64 or arm64"
            );
        LogEntries? logged = log is null
            ? null
            : new LogEntries(log, MachineProfiles.Get(NearestProfile.ClassOf(architecture)));
        IReadOnlyList<ProfileEntry> cpuEntries = architecture switch
        {
            Architecture.X86_64 => [],
            Architecture.Arm64 => logged?.Cpus() ?? [],
        };
        int? cpus = run?.Host.CpusOnline ?? log?.Cpus;
        var profile = new HostProfile
        {
            Name = name ?? DefaultName(run, cpus),
            Description = Description(run, log),
            Architecture = architecture,
            IsGuest = run?.Host.IsGuest == true,
            Cpus = cpus,
            Ram = run?.Host.Ram,
            Cache = Cache(run, measured),
            Devices = log is { Devices.Count: > 0 } ? logged?.Devices() : null,
            Entries =
            [
                .. (measured?.All() ?? [])
                    .Concat(cpuEntries)
                    .Concat(logged?.EarlyBoot() ?? [])
                    .OrderBy(e => e.Parameter.Index),
            ],
        };
        return profile with
        {
            Comments = [.. Comments(profile, run, measured), .. LogNotes.Of(log)],
        };
    }

    private static string DefaultName(CalibrationRun? run, int? cpus)
    {
        string tail = cpus is null ? "" : FormattableString.Invariant($"-{cpus}c");
        string head = HostProfile.NameOf(run?.CpuName ?? "kexec-log");
        return head[..Math.Min(head.Length, 40 - tail.Length)].TrimEnd('-') + tail;
    }

    private static string Description(CalibrationRun? run, RebootLog? log)
    {
        string measured = run is null
            ? ""
            : $"{run.CpuName}: page copy, zeroing and hash measured in user space";
        return string.Join("; ", new[] { measured, Logged(log) }.Where(t => t.Length > 0));
    }

    private static string Logged(RebootLog? log)
    {
        if (log is null)
        {
            return "";
        }

        string[] parts =
        [
            .. log.Devices.Count + log.CpusOff.Count > 0
                ? (string[])["device and CPU shutdown"]
                : [],
            .. log.Start is null ? [] : (string[])["early boot"],
        ];
        string half = log.Missing.Count > 0 ? " (half a log)" : "";
        string what = parts is ["early boot"] ? "boot" : "kexec reboot";
        return $"{string.Join(" and ", parts)} from the log of one {what}{half}";
    }

    private static LastLevelCache? Cache(CalibrationRun? run, MeasuredEntries? measured)
    {
        if (run is null || (run.Host.LastLevelCache is null && measured?.Fit is null))
        {
            return null;
        }

        string typical = NearestProfile.ClassOf(run.Host.Architecture);
        return new LastLevelCache(
            run.Plan.CacheSize,
            measured?.Fit?.Ways ?? MachineProfiles.Get(typical).Cache.EffectiveWays,
            run.Host.OffersSme == true,
            run.Host.LastLevelCaches ?? 1
        );
    }

    private static IEnumerable<string> Comments(
        HostProfile profile,
        CalibrationRun? run,
        MeasuredEntries? measured
    )
    {
        yield return $"Written by kexecperf calibrate. Inherited from {NearestProfile.ClassOf(profile.Architecture)}, since {WhyInherited}:";
        foreach (string[] part in profile.Inherited.Chunk(8))
        {
            yield return "  " + string.Join(", ", part);
        }

        foreach (string note in run?.Notes ?? [])
        {
            yield return note;
        }

        if (run is null || measured?.Fit is not { } fit)
        {
            yield break;
        }

        yield return "Cyclic copies around the cache, model against median of the rate:";
        foreach ((PageCount pages, IReadOnlyList<double> seconds) in measured.SweepPoints())
        {
            double median = Interval.Of(seconds).Median;
            double model = fit.SecondsAt(pages, run.Plan.CacheSize);
            yield return FormattableString.Invariant(
                $"  {pages.Size, 10}: {PageCount.PageBytes / median / 1e9, 6:0.0} GB/s, {100 * (median / model - 1):+0;-0;0} %"
            );
        }
    }
}
