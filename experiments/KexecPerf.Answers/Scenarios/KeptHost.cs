using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Hosts;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// <c>--host here</c> as a file: memory changes from minute to minute, so the facts are collected
/// once, by the script that is sent to other hosts, and kept; the answer is made from that file,
/// and names it, so that whoever asks again gets the same.
/// </summary>
/// <param name="File">Where they are; null where nobody asked, or they cannot be kept.</param>
/// <param name="Remarks">Why they are not there though somebody asked.</param>
internal sealed record KeptHost(string? File, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Older ones make room: each is up to 2 MiB.</summary>
    private const int MostKept = 20;

    private const string Option = "--host";
    private const string Script = "collect.sh";

    /// <summary>Collects where the host that was said is the one this runs on.</summary>
    /// <param name="said">Of each scenario; of one the last host counts.</param>
    public static KeptHost Of(params IReadOnlyList<Setting>[] said)
    {
        if (!said.Any(s => s.LastOrDefault(x => x.Key == ScenarioKeys.Host) is { } x && IsHere(x)))
        {
            return new KeptHost(null, []);
        }

        (string? file, string fault) = Keep();
        return new KeptHost(file, file is null ? [new Remark("host", fault)] : []);
    }

    /// <summary>What was said, with the file for the host.</summary>
    public IReadOnlyList<Setting> In(IReadOnlyList<Setting> settings) =>
        File is null
            ? settings
            : [.. settings.Select(s => IsHere(s) ? s with { Value = File } : s)];

    /// <summary>The command line, with the file for the host.</summary>
    public IReadOnlyList<string> In(IReadOnlyList<string> words) =>
        File is null
            ? words
            :
            [
                .. words.Select(
                    (word, i) =>
                        word == HostInput.Here && i > 0 && words[i - 1] == Option ? File
                        : word == $"{Option}={HostInput.Here}" ? $"{Option}={File}"
                        : word
                ),
            ];

    /// <summary>The same for one scenario: a host that its file says is overridden.</summary>
    public IReadOnlyList<string> Over(IReadOnlyList<string> words) =>
        File is { } file && In(words).SequenceEqual(words) ? [.. words, Option, file] : In(words);

    private static bool IsHere(Setting setting) =>
        setting.Key == ScenarioKeys.Host && setting.Value == HostInput.Here;

    private static (string? File, string Fault) Keep()
    {
        string folder = Folder();
        try
        {
            byte[] tar = Collect();
            HostTar.Of(new MemoryStream(tar));
            Directory.CreateDirectory(folder);
            string name = $"host-{Sha256.Hex(tar)[..12]}.tar";
            string file = Path.Combine(folder, name);
            AtomicFile.Write(file, stream => stream.Write(tar));
            foreach (
                FileInfo old in new DirectoryInfo(folder)
                    .EnumerateFiles("host-*.tar")
                    .OrderByDescending(f => f.LastWriteTimeUtc)
                    .Skip(MostKept)
            )
            {
                old.Delete();
            }

            return (file, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"facts not kept, {folder} is not writable: asked again they differ");
        }
        catch (Model.Inputs.InputException)
        {
            return (null, "facts not kept, collect.sh needs sh and tar: asked again they differ");
        }
    }

    /// <summary>Where programs keep what may go but should last (XDG base directories).</summary>
    private static string Folder()
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.Combine(
            Path.IsPathRooted(state) ? state : Path.Combine(home, ".local", "state"),
            "kexecperf"
        );
    }

    private static byte[] Collect()
    {
        using Stream script = typeof(KeptHost).Assembly.GetManifestResourceStream(Script)!;
        using var text = new StreamReader(script);
        return ShellScript.Output(text.ReadToEnd());
    }
}
