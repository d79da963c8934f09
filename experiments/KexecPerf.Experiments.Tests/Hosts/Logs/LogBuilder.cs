using System.Text;
using KexecPerf.Answers.Hosts.Logs;
using KexecPerf.Model.Machines;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

/// <summary>
/// Writes a kernel's messages as a console would, waiting for each character if told so.
/// </summary>
internal sealed class LogBuilder(double microsecondsPerCharacter = 0)
{
    private readonly StringBuilder _text = new();
    private double _printing;

    /// <summary>A message at a time of the kernel's work alone, in microseconds.</summary>
    public LogBuilder Add(double microseconds, string text)
    {
        long now = (long)Math.Round(microseconds + _printing);
        string line = FormattableString.Invariant(
            $"[{now / 1_000_000, 5}.{now % 1_000_000:000000}] {text}\r\n"
        );
        _text.Append(line);
        _printing += line.Length * microsecondsPerCharacter;
        return this;
    }

    /// <summary>A kernel whose console starts anew.</summary>
    public LogBuilder NextKernel()
    {
        _printing = 0;
        return this;
    }

    public string Text => _text.ToString();

    public RebootLog Read(Architecture? given = null) => Of(Text, given);

    public static RebootLog Of(string text, Architecture? given = null) =>
        RebootLogReader.Read("log", KernelLog.Parse("log", Encoding.Latin1.GetBytes(text)), given);
}
