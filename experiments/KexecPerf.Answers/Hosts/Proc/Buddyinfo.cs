using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// <c>/proc/buddyinfo</c> (<c>frag_show_print</c>, mm/vmstat.c): a row of free blocks by order for
/// every zone with memory, of all migrate types together.
/// </summary>
internal static class Buddyinfo
{
    /// <summary>Most orders of a row: MAX_PAGE_ORDER + 1 is 14 at most so far.</summary>
    public const int OrdersMost = 20;

    /// <exception cref="InputException">Not in the kernel's form.</exception>
    public static FreeBlocks Read(ProcFile file)
    {
        FreeBlocks? blocks = null;
        foreach ((string[] words, int line) in file.Lines())
        {
            if (words is not ["Node", var node, "zone", var name, .. var counts])
            {
                throw file.Bad(line, "'Node N, zone NAME COUNTS'", string.Join(' ', words));
            }

            ZoneKey key = file.Zone(node, name, line);
            blocks ??= new FreeBlocks(OrdersOf(file, counts.Length, line));
            if (blocks.Zones.ContainsKey(key))
            {
                throw file.Twice(line, key.ToString());
            }

            _ =
                counts.Length == blocks.Orders
                    ? blocks.Of(key).Add(null, [.. counts.Select(c => file.Number(c, line))])
                    : throw file.Broken(line, blocks.Orders, counts.Length);
        }

        return blocks ?? throw file.Bad(1, "a line for each zone");
    }

    /// <summary>How many a row has.</summary>
    /// <exception cref="InputException">None, or more than any kernel has.</exception>
    public static int OrdersOf(ProcFile file, int orders, int line) =>
        orders is > 0 and <= OrdersMost
            ? orders
            : throw file.Bad(line, $"1 to {OrdersMost} counts, one an order");
}
