namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>One timed pass.</summary>
/// <param name="Rate">Bytes a second.</param>
/// <param name="Clock">
/// Additions a second of the slower of two dependent loops, right before and after; 0 where there
/// is no such loop. Half of the usual says that another thread of this core took turns.
/// </param>
internal readonly record struct Sample(double Rate, double Clock);
