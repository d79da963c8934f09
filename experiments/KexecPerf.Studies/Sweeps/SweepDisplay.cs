using System.Diagnostics;
using System.Globalization;
using KexecPerf.Answers.Documents;

namespace KexecPerf.Studies.Sweeps;

/// <summary>Shows how far a sweep is: one line that is written over on a terminal, a line every ten seconds in a log.</summary>
internal sealed class SweepDisplay(TextWriter error) : IDisposable
{
    private static readonly TimeSpan OnTerminal = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan InLog = TimeSpan.FromSeconds(10);

    private readonly bool _terminal =
        ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
    private readonly Lock _gate = new();
    private int _width;

    /// <summary>Says something on a line of its own.</summary>
    public void Say(string line)
    {
        lock (_gate)
        {
            Clear();
            error.WriteLine(line);
        }
    }

    /// <summary>Shows progress until the result is disposed of.</summary>
    public IDisposable Follow(SweepProgress progress)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan every = _terminal ? OnTerminal : InLog;
        return new Timer(
            _ => Show(Text(progress, Stopwatch.GetElapsedTime(start))),
            null,
            every,
            every
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            Clear();
        }
    }

    /// <summary>Points, speed and time left.</summary>
    internal static string Text(SweepProgress progress, TimeSpan elapsed)
    {
        double rate = progress.Runs / elapsed.TotalSeconds;
        string left =
            progress.Done == 0 || progress.Done >= progress.Points
                ? ""
                : ", "
                    + Durations.Wait(
                        TimeSpan.FromSeconds(
                            elapsed.TotalSeconds * (progress.Points - progress.Done) / progress.Done
                        )
                    )
                    + " left";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Done:N0} of {progress.Points:N0} points, {progress.Runs:N0} runs, "
                + $"{rate:N0} a second{left}"
        );
    }

    private void Show(string text)
    {
        lock (_gate)
        {
            if (_terminal)
            {
                error.Write("\r" + text.PadRight(_width));
                _width = text.Length;
            }
            else
            {
                error.WriteLine(text);
            }

            error.Flush();
        }
    }

    private void Clear()
    {
        if (_width > 0)
        {
            error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
