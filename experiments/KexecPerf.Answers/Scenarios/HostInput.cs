using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Reads <c>--host TAR|here</c>.</summary>
internal static class HostInput
{
    /// <summary>The machine this runs on; a file of that name is <c>./here</c>.</summary>
    public const string Here = "here";

    /// <summary>Reads <c>--memory-from DIR</c>: the files in the folder itself, or under its proc.</summary>
    /// <exception cref="InputException">No folder, none of the files, or one that the kernel did not write.</exception>
    public static MemoryFacts ReadMemory(Setting setting, Architecture architecture)
    {
        string folder = setting.Path;
        if (!Directory.Exists(folder))
        {
            throw new InputException(
                setting.Place,
                $"no folder '{folder}'; give one with a copy of /proc/meminfo, buddyinfo, pagetypeinfo and zoneinfo"
            );
        }

        string Place(string name) =>
            File.Exists(Path.Combine(folder, name))
                ? Path.Combine(folder, name)
                : Path.Combine(folder, "proc", name);
        var files = new HostFolder(folder);
        MemoryFacts facts = new MemoryFactsReader(
            n => files.Read(n) ?? files.Read("proc/" + n),
            Place
        ).Read(architecture);
        return facts.Missing.Count < 4
            ? facts
            : throw new InputException(
                setting.Place,
                $"'{folder}' holds none of meminfo, buddyinfo, pagetypeinfo and zoneinfo; copy them there from /proc"
            );
    }

    /// <exception cref="InputException">No archive of collect.sh, or a host that is not modelled.</exception>
    public static HostFacts Read(Setting setting) => Use(setting, HostFactsReader.Read);

    /// <summary>Does something with a host's files; a complaint gets their place.</summary>
    /// <exception cref="InputException">No archive of collect.sh, or what is complained
    /// of.</exception>
    public static T Use<T>(Setting setting, Func<IHostFiles, T> with)
    {
        if (setting.Value == Here)
        {
            return setting.Read(_ => with(new HostFolder(HostFolder.Here)));
        }

        return InputFile.Use(
            setting.Path,
            stream =>
            {
                try
                {
                    return with(HostTar.Of(stream));
                }
                catch (InputException e)
                {
                    throw e.At(InputPlace.Of(setting.Path));
                }
            }
        );
    }
}
