using System.Security.Cryptography;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Scenarios;

namespace KexecPerf.Studies.Designs;

/// <summary>A file a study reads, by its name as written and its content.</summary>
internal sealed record StudyInput(string Name, string Sha256)
{
    /// <summary>The files a setting names, none where it names none.</summary>
    /// <exception cref="Model.Inputs.InputException">Not readable.</exception>
    public static IEnumerable<StudyInput> Of(Setting setting) =>
        setting.Key.Names switch
        {
            NamedInput.Nothing => [],
            NamedInput.File => File.Exists(setting.Path)
                ? [Whole(setting.Value, setting.Path)]
                : [],
            NamedInput.Folder => Directory.Exists(setting.Path)
                ? Directory
                    .GetFiles(setting.Path)
                    .Order(StringComparer.Ordinal)
                    .Select(f => Whole(Path.Combine(setting.Value, Path.GetFileName(f)), f))
                : [],
        };

    private static StudyInput Whole(string name, string file) =>
        new(name, InputFile.Use(file, s => Convert.ToHexStringLower(SHA256.HashData(s))));
}
