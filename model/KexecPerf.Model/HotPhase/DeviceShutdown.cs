using KexecPerf.Model.Machines;

namespace KexecPerf.Model.HotPhase;

/// <summary>
/// <c>device_shutdown()</c> (drivers/base/core.c): one device after the other, newest first, so the sum of their times. With the
/// async-device-shutdown overlay a device that allows it is only started when the loop reaches it, and the loop goes on; at the end
/// all of them are waited for. Valid for devices whose shutdown does not wait for one another's.
/// </summary>
internal static class DeviceShutdown
{
    public static IEnumerable<Event> Run(HotPhaseRun run)
    {
        IReadOnlyList<Device> devices = run.Scenario.Machine.Devices;
        bool async = run.Scenario.Kernel.AsyncDeviceShutdown;
        var started = new List<Event>();
        for (int d = devices.Count - 1; d >= 0; d--)
        {
            long time = run.Draw.DeviceShutdown(d).Picoseconds;
            for (int n = 0; n < devices[d].Count; n++)
            {
                Event done = run.Sim.Process(One(run, "device " + devices[d].Name, n, time));
                if (async && devices[d].Async)
                {
                    started.Add(done);
                }
                else
                {
                    yield return done;
                }
            }
        }

        yield return new AllOf(run.Sim, started);
    }

    private static IEnumerable<Event> One(HotPhaseRun run, string name, int number, long time)
    {
        long start = run.Sim.NowPs;
        yield return run.Sim.Delay(time);
        run.Note(name, number, "shutdown", start);
    }
}
