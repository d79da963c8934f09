using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary><c>/proc/meminfo</c>: values by name, those with a unit in KiB.</summary>
internal static class Meminfo
{
    /// <exception cref="InputException">Not in the kernel's form.</exception>
    public static IReadOnlyDictionary<string, long> Read(ProcFile file)
    {
        var values = new Dictionary<string, long>();
        foreach ((string[] words, int line) in file.Lines())
        {
            bool good = words is [[.., ':'], _] or [[.., ':'], _, "kB"] && words[0].Length > 1;
            if (!good)
            {
                throw file.Bad(line, "'NAME: N kB'", string.Join(' ', words));
            }

            if (!values.TryAdd(words[0][..^1], file.Number(words[1], line)))
            {
                throw file.Twice(line, words[0][..^1]);
            }
        }

        return values.ContainsKey("MemTotal") ? values : throw file.Bad(1, "a line MemTotal");
    }
}
