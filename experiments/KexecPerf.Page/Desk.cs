using System.Text.Json;
using KexecPerf.Answers.Commands;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Page;

/// <summary>
/// Where what is asked lies while it is worked on; whatever is wrong is one line.
/// </summary>
internal sealed class Desk
{
    /// <summary>What a dropped file is called where its own name says something else.</summary>
    private const string UsualFile = "host.tar";

    private readonly IEnumerator<byte[]> _parts = ModelFingerprint.Told().GetEnumerator();
    private readonly List<byte[]> _told = [];
    private Inquiry? _inquiry;

    public static int MostOfFile => HostTar.ArchiveMax + 1;

    public string Ask(string line)
    {
        _inquiry = null;
        List<string> words = Asked.Words(line);
        return Guard(
            () =>
            {
                _inquiry = new Inquiry(Asked.Of(words));
                return _inquiry.First();
            },
            Asked.Line(words)
        );
    }

    public string Step() =>
        Guard(() => _inquiry is { } inquiry ? inquiry.Step() : new Frame { Done = true });

    public string Change(string line, string key, string value) =>
        Asked.Line(Controls.Change(Asked.Words(line), key, value));

    public string Drop(string line, string name, byte[] content)
    {
        string file = FileName(name);
        File.WriteAllBytes(file, content);
        return Asked.Line(Controls.With(Asked.Words(line), ScenarioKeys.Host, file));
    }

    /// <summary>Nothing until all of it is computed, a part a call.</summary>
    public string About()
    {
        if (_parts.MoveNext())
        {
            _told.Add(_parts.Current);
            return "";
        }

        return $"KexecPerf {Build.Version}, model {ModelFingerprint.Of(_told)}";
    }

    /// <summary>The file's own name where a shell takes it as it is and the command as a
    /// file.</summary>
    private static string FileName(string name) =>
        name.Length is > 0 and <= 64
        && name != HostInput.Here
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? name
            : UsualFile;

    private string Guard(Func<Frame> work, string? options = null)
    {
        Frame frame;
        try
        {
            frame = work();
        }
        catch (Exception e)
        {
            _inquiry = null;
            string line = e is InputException input
                ? input.Line
                : Answers.Commands.CommandLine.Fault(e);
            frame = new Frame { Fault = "error: " + line.ReplaceLineEndings(" "), Done = true };
        }

        return JsonSerializer.Serialize(frame with { Options = options }, PageJson.Default.Frame);
    }
}
