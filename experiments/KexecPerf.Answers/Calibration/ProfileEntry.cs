using KexecPerf.Model.Machines;

namespace KexecPerf.Answers.Calibration;

/// <summary>A number that a profile states itself instead of inheriting it.</summary>
internal sealed record ProfileEntry(MachineParameter Parameter, Quantity Quantity);
