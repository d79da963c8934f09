using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>One thing timed.</summary>
/// <param name="Kind">What.</param>
/// <param name="Huge">With 2 MiB mappings.</param>
/// <param name="Size">Bytes copied, zeroed or hashed in one pass.</param>
internal readonly record struct ProbeKey(ProbeKind Kind, bool Huge, ByteSize Size);
