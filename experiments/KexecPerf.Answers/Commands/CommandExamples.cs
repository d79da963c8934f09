namespace KexecPerf.Answers.Commands;

/// <summary>
/// Command lines that show what a command is for, each of which runs as it stands.
/// </summary>
internal static class CommandExamples
{
    private static readonly Dictionary<string, string[]> All = new()
    {
        ["answer"] =
        [
            "answer",
            "answer --host here",
            "answer --machine intel-server --ram 512G --cma 1G --kernel-version 7.3",
            "answer cma-size --distro debian-13",
        ],
        ["compare"] =
        [
            "compare --cma 1G --kernel-version 6.18 --vs --cma 1G --kernel-version 7.3",
            "compare --cma 256M --vs --cma 256M --cma-alignment 9",
        ],
        ["validate"] = ["validate", "validate --figures figures"],
        ["sensitivity"] = ["sensitivity", "sensitivity --machine arm64-128c --of downtime"],
        ["trace"] = ["trace --cma 256M --output kexec.trace.json"],
        ["sweep"] =
        [
            "sweep image-size --dry-run",
            "sweep image-size",
            "sweep image-size --results elsewhere --jobs 4 --resume",
        ],
        ["query"] =
        [
            "query --describe",
            "query \"select study, point, saved_median_ms from summary limit 5\"",
        ],
        ["export"] = ["export image-size --output runs.parquet"],
        ["report"] =
        [
            "report image-size",
            "report image-size --figure image-size-saved",
            "report all --results elsewhere",
        ],
        ["calibrate"] =
        [
            "calibrate --quick --output mine.json",
            "calibrate --from-dmesg reboot.log --output mine.json",
        ],
        ["machines"] = ["machines", "machines show zen4-vm"],
        ["kernels"] = ["kernels", "kernels show 7.3"],
        ["distros"] = ["distros", "distros show debian-13"],
        ["doctor"] = ["doctor"],
        ["schema"] = ["schema scenario", "schema machine --output machine.schema.json"],
        ["notebook"] = ["notebook check notebooks/01-how-much-faster.ipynb"],
        ["help"] = ["help answer", "help --man > kexecperf.1"],
        ["completion"] =
        [
            "completion bash > ~/.local/share/bash-completion/completions/kexecperf",
            "completion zsh > ~/.zfunc/_kexecperf",
            "completion fish > ~/.config/fish/completions/kexecperf.fish",
        ],
    };

    /// <summary>
    /// Of a command, without the program's name; none of those below another command.
    /// </summary>
    public static IReadOnlyList<string> Of(string command) => All.GetValueOrDefault(command, []);
}
