using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Memory;

/// <summary>
/// A host's pages under those of its guest, where not all are there: the first write to one leaves
/// the guest (an EPT violation, a stage 2 fault), and the host allocates and clears it.
/// </summary>
/// <param name="GuestPages">Guest pages in one, at least 1.</param>
/// <param name="Faults">Faults of the first write to all of a guest page, more than 1 where that is
/// the larger.</param>
/// <param name="Fault">What one takes.</param>
public readonly record struct HostPages(long GuestPages, long Faults, MachineParameter Fault)
{
    /// <summary>Pages of the host; null where all memory is backed.</summary>
    public static HostPages? Of(HostBacking backing, PageSize page) =>
        backing switch
        {
            HostBacking.All => null,
            HostBacking.Pages2MiB => new HostPages(
                ByteSize.FromMiB(2).Bytes / page.Bytes,
                1,
                LoadParameters.Fault2m
            ),
            HostBacking.Pages4KiB => new HostPages(1, page.Units, LoadParameters.Fault4k),
        };

    /// <summary>on, 2MiB or 4KiB.</summary>
    /// <exception cref="InputException">Anything else.</exception>
    public static HostBacking Parse(string text) =>
        text == "on" ? HostBacking.All
        : Size(text) == ByteSize.FromMiB(2) ? HostBacking.Pages2MiB
        : Size(text) == ByteSize.FromKiB(4) ? HostBacking.Pages4KiB
        : throw new InputException(
            $"'{UserText.Shorten(text)}' is no backing; write on, 2MiB or 4KiB"
        );

    private static ByteSize? Size(string text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) ? ByteSize.Parse(text) : null;
}
