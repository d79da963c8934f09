using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Kernels;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Scenarios;

/// <summary>
/// Reads the values of scenario keys that are more than a count, a percentage or a switch.
/// </summary>
internal static class ScenarioValues
{
    /// <summary>The value that leaves a key to the facts.</summary>
    public const string Auto = "auto";

    /// <summary>A machine, and its RAM where there is no host's.</summary>
    /// <exception cref="InputException">Neither a profile nor a file of one, or not of the host's
    /// architecture.</exception>
    public static ScenarioDraft WithMachine(ScenarioDraft draft, Setting said)
    {
        MachineProfile machine = MachineFile.Find(said);
        return draft.Architecture switch
        {
            null => draft with { Machine = machine, Ram = machine.Ram },
            { } host when host == machine.Architecture => draft with { Machine = machine },
            { } host => throw new InputException(
                said.Place,
                $"{machine.Name} is {machine.Architecture.Name()}, but the host is {host.Name()}; "
                    + "give a machine of that architecture"
            ),
        };
    }

    /// <summary>A host's memory, which goes before that of <c>--host</c>.</summary>
    /// <exception cref="InputException">No folder with such files.</exception>
    public static ScenarioDraft WithMemory(ScenarioDraft draft, Setting said)
    {
        MemoryFacts facts = HostInput.ReadMemory(said, draft.Machine.Architecture);
        if (
            draft.Architecture is not null
            && facts.PageSize is { } counted
            && counted != draft.PageSize
        )
        {
            throw new InputException(
                said.Place,
                $"counted in pages of {counted}, and the host has {draft.PageSize}; give files of "
                    + "that host"
            );
        }

        string[] missing =
            facts.Missing.Count > 0 ? ["missing " + string.Join(", ", facts.Missing)] : [];
        string[] pages = facts.PageSize switch
        {
            null => [$"size of a page not told: {draft.PageSize} taken"],
            { } page when page != PageSize.Of4KiB => [$"counted in pages of {page}"],
            _ => [],
        };
        return draft with
        {
            Memory = facts,
            PageSize = facts.PageSize ?? draft.PageSize,
            Ram = facts.Ram ?? draft.Ram,
            Remarks =
            [
                .. draft.Remarks,
                .. missing.Concat(facts.Remarks).Select(t => new Remark("memory", t)),
                .. pages.Select(t => new Remark("memory", t, ScenarioKeys.PageSize)),
            ],
        };
    }

    /// <summary>A running kernel, and the pages that its name says.</summary>
    /// <exception cref="InputException">As <see cref="KernelFeatures.For(string, Architecture)"/>.
    /// </exception>
    public static ScenarioDraft WithKernel(ScenarioDraft draft, Setting said)
    {
        Architecture on = draft.Machine.Architecture;
        KernelRelease release = said.Read(KernelRelease.Parse);
        draft = draft with
        {
            Running = said.Read(_ => KernelFeatures.For(release, on)),
            Remarks = [.. draft.Remarks, .. KernelRemarks.Of(release, on, null)],
        };
        return release.PageSize is { } pages && on.OnlyPages() is null
            ? WithPages(draft, pages)
            : draft;
    }

    /// <summary>Pages of a size; a host's counts in pages of another say nothing then.</summary>
    /// <exception cref="InputException">No page size, or not one of the architecture.</exception>
    public static ScenarioDraft WithPages(ScenarioDraft draft, Setting said) =>
        WithPages(
            draft,
            said.Read(text =>
            {
                var size = PageSize.Parse(text);
                draft.Machine.Architecture.RequirePages(size);
                return size;
            })
        );

    private static ScenarioDraft WithPages(ScenarioDraft draft, PageSize pages)
    {
        draft = draft with { PageSize = pages };
        return draft.Memory is { Zones: not null, PageSize: { } counted } && counted != pages
            ? draft with
            {
                Memory = draft.Memory with { Zones = null },
                Remarks =
                [
                    .. draft.Remarks,
                    new Remark("memory", $"free memory is counted in pages of {counted}: left out"),
                ],
            }
            : draft;
    }

    /// <summary>64 MiB to 64 TiB.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static ByteSize ParseRam(string text)
    {
        ByteSize ram = ByteSize.Parse(text);
        return ram >= ByteSize.FromMiB(64) && ram <= ByteSize.FromGiB(65536)
            ? ram
            : throw new InputException($"{ram} of RAM is out of range; write 64 MiB to 64 TiB");
    }

    /// <summary>A number of nodes, and whether they are interleaved.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static NumaNodes ParseNodes(string text) =>
        text.Split(':', 2) switch
        {
            [var count, "interleaved"] => new(Count(count), Interleaved: true),
            [var count] => new(Count(count)),
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no number of nodes; write N, or N:interleaved"
            ),
        };

    private static int Count(string nodes) => (int)Counts.Parse(nodes, 1, 1024);

    /// <summary>An area of a size, at an address where one is given.</summary>
    /// <exception cref="InputException">Larger than RAM, or no size.</exception>
    public static ScenarioDraft WithCma(ScenarioDraft draft, string text)
    {
        string[] parts = text.Split('@', 2);
        return draft with
        {
            Cma = ParseCma(parts[0], draft.Ram),
            CmaStart = parts.Length > 1 ? ByteSize.ParseAddress(parts[1]) : null,
        };
    }

    /// <summary>At most RAM.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static ByteSize ParseCma(string text, ByteSize ram)
    {
        ByteSize area = ByteSize.Parse(text);
        return area <= ram
            ? area
            : throw new InputException(
                $"an area of {area} does not fit in {ram} of RAM; write less"
            );
    }

    /// <summary>A mix of what an area can hold.</summary>
    /// <exception cref="InputException">No mix, or one of unmovable memory alone.</exception>
    public static MemoryMix ParseAreaMix(string text)
    {
        MemoryMix mix = MemoryMix.Parse(text);
        return mix.Clean + mix.NeedsTarget > 0
            ? mix
            : throw new InputException(
                "unmovable memory is never in a CMA area; write another mix"
            );
    }

    /// <summary>Whether <c>classic</c>, not <c>file</c>.</summary>
    /// <exception cref="InputException">Neither.</exception>
    public static bool? ParseSyscall(string text) =>
        text switch
        {
            Auto => null,
            "file" => false,
            "classic" => true,
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no system call; "
                    + "write auto, file (kexec_file_load) or classic (kexec_load)"
            ),
        };

    /// <summary>A switch that only kernels with KHO have.</summary>
    /// <exception cref="InputException">No switch, or on without KHO.</exception>
    public static bool ParseKho(string text, KernelFeatures kernel) =>
        !Counts.ParseSwitch(text) || kernel.KexecHandover
            ? Counts.ParseSwitch(text)
            : throw new InputException(
                $"kernel {kernel.Version} has no KHO, which came with 6.16; write off"
            );

    /// <summary>
    /// One area, or lowmem, global and per-node as <c>kho_scratch=</c> has them; at most half of
    /// RAM.
    /// </summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static KhoScratch ParseKhoScratch(string text, ByteSize ram)
    {
        ByteSize[] sizes = [.. text.Split(',').Select(ByteSize.Parse)];
        KhoScratch scratch = sizes switch
        {
            [var one] => new(ByteSize.Zero, one, ByteSize.Zero),
            [var lowmem, var global, var node] => new(lowmem, global, node),
            _ => throw new InputException(
                "not one area or three; write SIZE, or LOWMEM,GLOBAL,PERNODE as in kho_scratch="
            ),
        };
        return scratch.Total.Bytes <= 0
                ? throw new InputException("no scratch at all; write a size, or leave KHO off")
            : scratch.Total.Bytes > ram.Bytes / 2
                ? throw new InputException(
                    $"{scratch.Total} of scratch is more than half of {ram} of RAM; write less"
                )
            : scratch;
    }

    /// <summary>Whether CPU 0 stays at its lowest frequency.</summary>
    /// <exception cref="InputException">Another word.</exception>
    public static bool ParseFrequency(string text) =>
        text switch
        {
            "full" => false,
            "idle" => true,
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no state of a CPU; write full or idle"
            ),
        };

    /// <summary>A state of the cache.</summary>
    /// <exception cref="InputException">None.</exception>
    public static SourceCache ParseSourceCache(string text) =>
        text switch
        {
            "simulated" => SourceCache.Simulated,
            "cold" => SourceCache.Cold,
            "warm" => SourceCache.Warm,
            _ => throw new InputException(
                $"'{UserText.Shorten(text)}' is no cache state; write simulated, cold or warm"
            ),
        };

    /// <summary>At most a day.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static SimTime ParseExecAfter(string text)
    {
        SimTime time = SimTime.Parse(text);
        return time <= SimTime.FromMilliseconds(86_400_000)
            ? time
            : throw new InputException(
                "more than a day makes no difference; write at most 86400 s"
            );
    }
}
