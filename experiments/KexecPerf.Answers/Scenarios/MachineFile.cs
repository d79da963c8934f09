using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Scenarios;

/// <summary>Finds a machine by the name of a shipped profile, or else reads the file of that name.</summary>
internal static class MachineFile
{
    /// <exception cref="InputException">Neither a profile nor a readable file.</exception>
    public static MachineProfile Find(Setting setting)
    {
        string name = setting.Value;
        bool isFile =
            File.Exists(setting.Path)
            || name.Contains('/')
            || name.EndsWith(".json", StringComparison.Ordinal);
        return !MachineProfiles.Names.Contains(name) && isFile
            ? Read(setting.Path)
            : setting.Read(MachineProfiles.Get);
    }

    /// <summary>Reads a profile from a file.</summary>
    /// <exception cref="InputException">Not readable or no valid profile.</exception>
    public static MachineProfile Read(string file) =>
        MachineProfileReader.Read(
            file,
            InputFile.ReadAll(file, InputDocument.MostMiB),
            MachineProfiles.Get
        );
}
