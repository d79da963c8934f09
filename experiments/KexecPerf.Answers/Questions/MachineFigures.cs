using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Questions;

/// <summary>The machine of an answer.</summary>
internal sealed record MachineFigures
{
    internal MachineFigures(MachineProfile machine)
    {
        Name = machine.Name;
        Architecture = machine.Architecture.Name();
        Cpus = machine.Cpus;
        Evidence = machine.Evidence.Word();
    }

    public string Name { get; }

    public string Architecture { get; }

    public int Cpus { get; }

    /// <summary>The weakest of its numbers'.</summary>
    public string Evidence { get; }
}
