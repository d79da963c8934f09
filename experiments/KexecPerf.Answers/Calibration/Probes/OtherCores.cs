using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Threads that copy memory while the one measured copies too: as many as there are other CPUs.</summary>
internal sealed class OtherCores : IDisposable
{
    /// <summary>Copied between two looks at whether to stop: well below a millisecond's worth of waiting.</summary>
    private const long StepBytes = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);
    private readonly SemaphoreSlim _go = new(0);
    private readonly CountdownEvent _running;
    private readonly CountdownEvent _idle;
    private readonly List<Thread> _threads = [];
    private volatile bool _copying;
    private volatile bool _end;

    /// <summary>Creates the threads, idle; each copies from its part of the first half to the second.</summary>
    public OtherCores(int count, MappedMemory memory, IRoutines routines)
    {
        _running = new CountdownEvent(count);
        _idle = new CountdownEvent(count);
        long half = memory.Size.Bytes / 2 / PageCount.PageBytes * PageCount.PageBytes;
        long part = Math.Max(PageCount.PageBytes, half / count / 64 * 64);
        for (int i = 0; i < count; i++)
        {
            nint source =
                memory.Address + (nint)(i * part % Math.Max(1, half - part + 1) / 64 * 64);
            var thread = new Thread(() => Work(source, source + (nint)half, part, routines))
            {
                IsBackground = true,
                Name = "copying",
            };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Runs something while the others copy.</summary>
    public void While(Action measured)
    {
        _running.Reset();
        _idle.Reset();
        _copying = true;
        _go.Release(_threads.Count);
        _running.Wait(Patience);
        try
        {
            measured();
        }
        finally
        {
            _copying = false;
            _idle.Wait();
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        _end = true;
        _go.Release(_threads.Count);
        _threads.ForEach(t => t.Join());
        _go.Dispose();
        _running.Dispose();
        _idle.Dispose();
    }

    private void Work(nint source, nint destination, long bytes, IRoutines routines)
    {
        while (true)
        {
            _go.Wait();
            if (_end)
            {
                return;
            }

            _running.Signal();
            for (long at = 0; _copying; at = at + StepBytes < bytes ? at + StepBytes : 0)
            {
                nint step = (nint)Math.Min(StepBytes, bytes - at);
                routines.Run(Routine.CopyRun, destination + (nint)at, source + (nint)at, step);
            }

            _idle.Signal();
        }
    }
}
