using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Answers.Questions;

/// <summary>The machine of an answer.</summary>
internal sealed record MachineFigures
{
    internal MachineFigures(Scenario scenario)
    {
        MachineProfile machine = scenario.Machine;
        Name = machine.Name;
        Architecture = machine.Architecture.Name();
        Cpus = machine.Cpus;
        Evidence = WeakestEvidence.Of(scenario).Word();
    }

    public string Name { get; }

    public string Architecture { get; }

    public int Cpus { get; }

    /// <summary>
    /// The weakest of its numbers' that make up more than a tenth of hot phase or downtime.
    /// </summary>
    public string Evidence { get; }
}
