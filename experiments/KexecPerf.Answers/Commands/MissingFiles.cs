using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// Why collect.sh did not take a file: its list MISSING, one name and reason a line.
/// </summary>
internal sealed class MissingFiles(IHostFiles files)
{
    /// <summary>Of a file that was not there, or of facts that its content does not tell.</summary>
    private const string Unsaid = "none";

    private const int LinesMost = 4096;

    private readonly string[] _lines =
    [
        .. (files.Read("MISSING") ?? "").Split('\n').Take(LinesMost).Select(l => l.TrimStart('/')),
    ];

    /// <summary>The reason of the first of these files, or of one below it.</summary>
    public string Of(IReadOnlyList<string> names)
    {
        foreach (string name in names)
        {
            string? line = _lines.FirstOrDefault(l =>
                l.StartsWith(name, StringComparison.Ordinal)
                && l.Length > name.Length
                && l[name.Length] is ':' or '/'
            );
            if (line?.Split(": ", 2) is [_, var reason])
            {
                return UserText.Shorten(reason);
            }

            if (files.Read(name) is not null)
            {
                return "not told there";
            }
        }

        return Unsaid;
    }
}
