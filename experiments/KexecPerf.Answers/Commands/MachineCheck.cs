using KexecPerf.Answers.Documents;
using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Commands;

/// <summary>What <c>machines check</c> prints of a file that is a profile; of any other there is a complaint.</summary>
internal sealed record MachineCheck
{
    public const string Key = "kexecperf.machines_check/1";

    private readonly string _file;

    internal MachineCheck(string file, MachineProfile profile)
    {
        _file = file;
        Name = profile.Name;
        Verdict =
            $"{file}: a valid profile of {Name}, {profile.Architecture.Name()}, {profile.Cpus} CPUs.";
    }

    public string Schema => Key;

    public string Name { get; }

    public bool Valid => true;

    public string Verdict { get; }

    /// <summary>Laid out.</summary>
    public Document Document() =>
        new(
            "kexecperf machines check",
            "",
            [new Paragraph(Verdict)],
            [
                ["file", "name", "valid"],
                [_file, Name, "true"],
            ],
            JsonForm.Of(this, () => CommandsJson.Default)
        );
}
