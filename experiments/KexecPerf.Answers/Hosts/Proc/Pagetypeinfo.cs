using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// <c>/proc/pagetypeinfo</c> (<c>pagetypeinfo_show</c>, mm/vmstat.c): for each node the order of a
/// pageblock, a table of free blocks by zone, migrate type and order, and one or two tables of
/// pageblocks by zone and type, which are not used. A count that took too long is written
/// <c>&gt;100000</c>. Each row is told by its own words, so that tables may come in any order.
/// </summary>
internal sealed class Pagetypeinfo
{
    private readonly ProcFile _file;

    /// <summary>
    /// Orders of a row of free blocks, types of a row of pageblocks; 0: not told yet.
    /// </summary>
    private int _orders;
    private int _types;
    private FreeBlocks? _blocks;

    private Pagetypeinfo(ProcFile file) => _file = file;

    /// <exception cref="InputException">Not in the kernel's form.</exception>
    public static FreeBlocks Read(ProcFile file)
    {
        var reader = new Pagetypeinfo(file);
        foreach ((string[] words, int line) in file.Lines())
        {
            reader.Add(words, line);
        }

        return reader._blocks ?? throw file.Bad(1, "'Node N, zone NAME, type TYPE COUNTS'");
    }

    private void Add(string[] words, int line)
    {
        switch (words)
        {
            case ["Node", var node, "zone", var zone, "type", var type, .. var counts]:
                AddFree(_file.Zone(node, zone, line), type, counts, line);
                break;
            case ["Node", var node, "zone", var zone, .. var counts]:
                _ = _file.Zone(node, zone, line);
                Same(ref _types, counts.Length, line);
                Array.ForEach(counts, c => _file.Number(c, line));
                break;
            case ["Free", "pages", "count", "per", "migrate", "type", "at", "order", .. var orders]:
                Same(ref _orders, Buddyinfo.OrdersOf(_file, orders.Length, line), line);
                break;
            case ["Number", "of", "blocks", "type", .. var types]:
                Same(ref _types, types.Length, line);
                break;
            case ["Number", "of", "mixed", "blocks", .. var types]:
                Same(ref _types, types.Length, line);
                break;
            case ["Page", "block", "order:", var order]:
                _ = _file.Number(order, line);
                break;
            case ["Pages", "per", "block:", var pages]:
                _ = _file.Number(pages, line);
                break;
            default:
                throw _file.Bad(
                    line,
                    "a row of its tables (a mail program broke it? Copy the file itself)",
                    string.Join(' ', words)
                );
        }
    }

    private void AddFree(ZoneKey key, string type, string[] counts, int line)
    {
        Same(ref _orders, Buddyinfo.OrdersOf(_file, counts.Length, line), line);
        _blocks ??= new FreeBlocks(_orders);
        FreeBlocks.Zone zone = _blocks.Of(key);
        if (!zone.Add(type, [.. counts.Select(c => _file.Number(Bare(c), line))]))
        {
            throw _file.Twice(line, $"type {UserText.Shorten(type)} of {key}");
        }

        for (int order = 0; order < counts.Length; order++)
        {
            if (Bare(counts[order]) != counts[order])
            {
                zone.IsMore(type, order);
            }
        }
    }

    private static string Bare(string count) => count.StartsWith('>') ? count[1..] : count;

    /// <summary>All rows of a table are as long as its first.</summary>
    private void Same(ref int length, int found, int line)
    {
        length = length == 0 ? found : length;
        if (length != found)
        {
            throw _file.Broken(line, length, found);
        }
    }
}
