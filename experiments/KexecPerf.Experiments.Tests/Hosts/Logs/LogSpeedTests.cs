using System.Text;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

public class LogSpeedTests
{
    /// <summary>
    /// A quarter of the largest log takes less than a second alone; more than linear takes minutes.
    /// </summary>
    [Theory]
    [InlineData("[   12.000001] pcieport 0000:00:1c.0: shutdown\n")]
    [InlineData("[   12.000001] kexec_core: Starting new kernel\n")]
    [InlineData("[   12.000001] Linux version 7.1\n")]
    [InlineData("[   12.000001] x\n[    0.000001] y\n")]
    [InlineData("\u001b]")]
    [InlineData("\u001b")]
    [InlineData("[[[[[[[[[[[[[[[[ 1.2] \n")]
    [InlineData("[   12.000001] psci: CPU1 killed (polled 0 ms)")]
    [InlineData("2030-02-09T01:02:03.123Z nothing of note here at all\n")]
    [InlineData("{\"MESSAGE\":\"x\",\"__MONOTONIC_TIMESTAMP\":\"1\"}\n")]
    [InlineData("__CURSOR=1\nMESSAGE=x\n\n")]
    public void Sixteen_mebibytes_are_read_in_seconds_whatever_repeats(string line)
    {
        byte[] unit = Encoding.ASCII.GetBytes(line);
        byte[] log = new byte[16 << 20];
        for (int i = 0; i < log.Length; i++)
        {
            log[i] = unit[i % unit.Length];
        }

        var clock = ThreadClock.Choose();
        double start = clock.Seconds;
        try
        {
            RebootLogReader.Read("log", KernelLog.Parse("log", log), Architecture.X86_64);
        }
        catch (Model.Inputs.InputException)
        {
            // Of no use, but told in time.
        }

        Assert.InRange(clock.Seconds - start, 0, 5);
    }
}
