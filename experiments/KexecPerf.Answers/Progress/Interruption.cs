using System.Runtime.InteropServices;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Progress;

/// <summary>
/// Ctrl-C, or a polite kill: what runs is asked to end, and a moment later the process ends whether
/// it did or not. A second one changes nothing. Files are whole or not there, so nothing is lost.
/// </summary>
internal sealed partial class Interruption : IDisposable
{
    /// <summary>What is shown where a command has nothing better to say.</summary>
    public const string Word = "interrupted";

    /// <summary>
    /// A run is some milliseconds; who waits for the prompt feels more than a fifth of a second.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(120);

    private readonly TextWriter _error;
    private readonly CancellationTokenSource _cancel = new();
    private readonly ManualResetEventSlim _over = new();
    private readonly PosixSignalRegistration[] _signals = [];
    private int _said;

    /// <param name="error">Where it is said.</param>
    /// <param name="listen">Whether to wait for signals; a command inside another leaves them to
    /// that.</param>
    public Interruption(TextWriter error, bool listen)
    {
        _error = error;
        _signals = listen
            ?
            [
                PosixSignalRegistration.Create(PosixSignal.SIGINT, End),
                PosixSignalRegistration.Create(PosixSignal.SIGTERM, End),
            ]
            : [];
    }

    /// <summary>Set when the user interrupts.</summary>
    public CancellationToken Token => _cancel.Token;

    /// <summary>Says once that it was interrupted.</summary>
    public void Say(string line)
    {
        if (Interlocked.Exchange(ref _said, 1) == 0)
        {
            _error.WriteLine(line);
        }
    }

    /// <summary>The command is at its end: nothing is to be cut short any more.</summary>
    public void Over() => _over.Set();

    /// <inheritdoc/>
    public void Dispose()
    {
        Over();
        foreach (PosixSignalRegistration signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void End(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_cancel.IsCancellationRequested)
        {
            return;
        }

        // Those who wait for the token run in Cancel; one that blocks must not hold up the end.
        new Thread(_cancel.Cancel) { IsBackground = true }.Start();
        if (!_over.Wait(Patience))
        {
            Say(Word);

            // Not Environment.Exit: that waits for code which does not end, and lets native
            // libraries end under threads that use them.
            Exit(ExitCode.Interrupted);
        }
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int status);
}
