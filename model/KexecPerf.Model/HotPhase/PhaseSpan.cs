namespace KexecPerf.Model.HotPhase;

/// <summary>The spans that phases add up to, from the innermost outwards: each holds those before it. Their names are <see cref="PhaseSpans"/>.</summary>
public enum PhaseSpan
{
    /// <summary><c>machine_kexec()</c> to the new kernel's first instruction: what placement can change.</summary>
    Switch,

    /// <summary><c>kernel_restart_prepare()</c> to the same point.</summary>
    HotPhase,

    /// <summary>Hot phase, boot stub and early boot: all phases.</summary>
    Downtime,
}
