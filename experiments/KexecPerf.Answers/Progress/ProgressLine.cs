using System.Diagnostics;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Answers.Progress;

/// <summary>
/// Shows whoever waits longer than a second how far a command is: one line that is written over on
/// a terminal. A log gets none, but what takes hours may have a line every ten seconds there.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Columns = 72;
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    private readonly TextWriter _error;
    private readonly bool _quiet;
    private readonly bool _terminal;
    private readonly Lock _gate = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Timer? _timer;
    private readonly CancellationTokenRegistration _interrupted;
    private readonly Func<string>? _usual;
    private Func<string>? _text;
    private int _width;
    private bool _ended;

    /// <param name="what">The command, as the line names it.</param>
    /// <param name="error">Where it is shown if that is a terminal.</param>
    /// <param name="quiet">Whether nothing is wanted.</param>
    /// <param name="work">What is waited for; that the user interrupts it ends the line.</param>
    public ProgressLine(string what, TextWriter error, bool quiet, Work work)
    {
        (_error, _quiet, Work) = (error, quiet, work);
        _terminal = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        if (!quiet)
        {
            TimeSpan every = _terminal ? OnTerminal : InLog;
            _usual = _terminal
                ? () => Text(what, Work.Share, Stopwatch.GetElapsedTime(_start))
                : null;
            _text = _usual;
            _timer = new Timer(_ => Show(), null, _terminal ? First : InLog, every);
        }

        _interrupted = work.Cancel.Register(End);
    }

    /// <summary>What is waited for.</summary>
    public Work Work { get; }

    /// <summary>Shows a text of one's own from here on; null: the usual one again.</summary>
    /// <param name="text">Of the time since this call.</param>
    /// <param name="inLogs">Whether a log gets it, too.</param>
    public void Follow(Func<TimeSpan, string>? text, bool inLogs = false)
    {
        long start = Stopwatch.GetTimestamp();
        _text =
            text is null || !(_terminal || inLogs)
                ? _usual
                : () => text(Stopwatch.GetElapsedTime(start));
    }

    /// <summary>Says something on a line of its own.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            if (!_quiet)
            {
                Clear();
                _error.WriteLine(line);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        _interrupted.Dispose();
        _timer?.Dispose();
    }

    /// <summary>
    /// How much is done, and the time that is left if the rest goes on like that.
    /// </summary>
    internal static string Text(string what, double share, TimeSpan elapsed)
    {
        if (share is < 0.001 or >= 1)
        {
            return $"{what}: {Durations.Wait(elapsed)} so far";
        }

        string left = Durations.Wait(elapsed * ((1 - share) / share));
        return FormattableString.Invariant(
            $"{what}: {Math.Floor(100 * share)} %, about {left} left"
        );
    }

    private void Show()
    {
        lock (_gate)
        {
            if (_ended || _text?.Invoke() is not { } text)
            {
                return;
            }

            if (_terminal)
            {
                text = text.Length > Columns ? text[..Columns] : text;
                _error.Write("\r" + text.PadRight(_width));
                _width = text.Length;
            }
            else
            {
                _error.WriteLine(text);
            }

            _error.Flush();
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _ended = true;
            Clear();
        }
    }

    private void Clear()
    {
        if (_width > 0)
        {
            _error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
