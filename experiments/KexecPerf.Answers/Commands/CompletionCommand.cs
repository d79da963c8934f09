using System.CommandLine;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>
/// <c>completion SHELL</c>: a script that asks the command itself, by the <c>[suggest]</c>
/// directive of System.CommandLine, which words can stand where the cursor is; files where there
/// are none.
/// </summary>
internal static class CompletionCommand
{
    private const string Bash = """
        # kexecperf completion bash > ~/.local/share/bash-completion/completions/kexecperf
        _kexecperf() {
          local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]}
          line=${line#* }
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$(kexecperf "[suggest:${#line}]" "$line" 2>/dev/null)" -- "$word"))
        }
        complete -o default -F _kexecperf kexecperf

        """;

    private const string Zsh = """
        #compdef kexecperf
        # kexecperf completion zsh > ~/.zfunc/_kexecperf, with fpath+=~/.zfunc before compinit
        _kexecperf() {
          local line=${BUFFER[1,CURSOR]}
          line=${line#* }
          local -a found
          found=(${(f)"$(kexecperf "[suggest:${#line}]" "$line" 2>/dev/null)"})
          compadd -a found || _files
        }
        if [ "$funcstack[1]" = _kexecperf ]; then _kexecperf; else compdef _kexecperf kexecperf; fi

        """;

    private const string Fish = """
        # kexecperf completion fish > ~/.config/fish/completions/kexecperf.fish
        function __kexecperf
            set -l line (commandline -cp | string replace -r '^\s*\S+\s' '')
            kexecperf "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
        end
        complete -c kexecperf -a '(__kexecperf)'

        """;

    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = Bash,
        ["zsh"] = Zsh,
        ["fish"] = Fish,
    };

    public static Command Create()
    {
        var shell = new KnownWordOf<string>("SHELL", Script) { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add([.. Scripts.Keys]);
        var command = new Command("completion", "print a shell's script for completing words")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Output.Write(shell.Of(parsed));
            return ExitCode.Ok;
        });
        return command;
    }

    private static string Script(string? shell) =>
        Scripts.GetValueOrDefault(shell!)
        ?? throw new InputException(
            InputPlace.Of("completion"),
            $"no script for '{UserText.Shorten(shell!)}'; " + Nearest.Hint(shell!, Scripts.Keys)
        );
}
