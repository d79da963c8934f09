using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts.Proc;

/// <summary>
/// Holds the files of one host against one another. The kernel counts the same pages in each, so
/// what differs tells of a row that was lost, of another host's file, or of a unit taken wrongly.
/// </summary>
internal static class ProcChecks
{
    /// <summary>
    /// MemTotal is the sum of the managed pages (<c>totalram_pages</c>) and moves with balloons and
    /// memory that is plugged in, by little in the moment between two reads.
    /// </summary>
    private const double SameRam = 1.0 / 64;

    /// <summary>Beyond it a node is missing, or the file is another host's.</summary>
    private const double NearRam = 1.0 / 8;

    /// <summary>
    /// Between two reads a live host allocates and frees, and each CPU keeps up to 125 pages' news
    /// to itself (<c>calculate_normal_threshold</c>): in the seconds between two copies by hand
    /// that is some of what is free or, on a full zone, of what there is. A row that was lost is
    /// most of it.
    /// </summary>
    private const double SameFree = 1.0 / 8;

    /// <summary>Pages of a low watermark that a zone may have however small it is.</summary>
    private const long LeastWatermark = 256;

    /// <inheritdoc cref="SameFree"/>
    private const double SameOfZone = 1.0 / 64;

    /// <summary>Pages by MemTotal over the managed pages of all zones.</summary>
    /// <param name="info">zoneinfo.</param>
    /// <param name="place">Of it.</param>
    /// <param name="memTotal">KiB.</param>
    /// <param name="architecture">Whose pages they can be.</param>
    /// <param name="remarks">Gets what differs a little.</param>
    /// <exception cref="InputException">Near no page that the architecture has.</exception>
    public static PageSize Pages(
        Zoneinfo info,
        string place,
        long memTotal,
        Architecture architecture,
        List<string> remarks
    )
    {
        double ram = 1024.0 * memTotal;
        PageSize page = PageSize.All.MinBy(p => Difference(info.Managed * (double)p.Bytes, ram));
        ByteSize managed = page.Of(new PageCount(info.Managed));
        double difference = Difference(managed.Bytes, ram);
        if (difference > NearRam)
        {
            throw new InputException(
                InputPlace.Of(place),
                $"managed pages of all zones are {PageSize.Of4KiB.Of(new PageCount(info.Managed))} "
                    + $"in pages of 4 KiB, MemTotal is {ByteSize.FromKiB(memTotal)}, and no other "
                    + "size of a page fits; a container's own meminfo, or files of two hosts? Copy "
                    + "all of them whole, outside containers"
            );
        }

        if (architecture.OnlyPages() is { } only && page != only)
        {
            throw new InputException(
                InputPlace.Of(place),
                $"counted in pages of {page} (MemTotal over managed pages), and "
                    + $"{architecture.Name()} has {only}; give a --machine of the host's "
                    + "architecture"
            );
        }

        if (difference > SameRam)
        {
            remarks.Add(
                $"zoneinfo's managed pages are {managed}, MemTotal is "
                    + $"{ByteSize.FromKiB(memTotal)}: a zone missing, or not read at one time?"
            );
        }

        return page;
    }

    /// <summary>
    /// Holds the numbers of each zone against one another. Watermarks are shares of what a zone
    /// manages (<c>__setup_per_zone_wmarks</c>), but for a few pages of a movable one.
    /// </summary>
    /// <param name="info">zoneinfo.</param>
    /// <param name="place">Of it.</param>
    /// <exception cref="InputException">No kernel has such numbers.</exception>
    public static void Zones(Zoneinfo info, string place)
    {
        foreach ((ZoneKey key, Zoneinfo.Zone zone) in info.Zones.Where(z => z.Value.Managed > 0))
        {
            Require(key, "min", zone.Min, "low", zone.Low);
            Require(key, "low", zone.Low, "managed", zone.Managed + LeastWatermark);
            Require(key, "nr_free_cma", zone.FreeCma, "managed", zone.Managed);
        }

        void Require(ZoneKey key, string less, long few, string more, long many)
        {
            if (few > many)
            {
                throw new InputException(
                    InputPlace.Of(place),
                    FormattableString.Invariant($"{key} has {less} {few:N0}, which is more than ")
                        + $"{more}: no kernel's numbers; copy the file anew, whole"
                );
            }
        }
    }

    /// <summary>Holds the free pages of each zone against those of another file.</summary>
    /// <param name="info">zoneinfo, which knows how large a zone is.</param>
    /// <param name="one">A file of free blocks.</param>
    /// <param name="place">Of it.</param>
    /// <param name="other">Free pages by the other file; null: not told.</param>
    /// <param name="otherName">Its name.</param>
    /// <exception cref="InputException">More apart than a live host's are.</exception>
    public static void Free(
        Zoneinfo? info,
        FreeBlocks one,
        string place,
        Func<ZoneKey, long?> other,
        string otherName
    )
    {
        foreach ((ZoneKey key, FreeBlocks.Zone zone) in one.Zones)
        {
            long here = zone.Pages;
            long managed = info?.Zones.GetValueOrDefault(key).Managed ?? here;
            if (here > managed)
            {
                throw Refuse(here, key, managed, "zoneinfo manages");
            }

            if (other(key) is not { } there || (zone.IsLeast && here <= there))
            {
                continue;
            }

            double apart = Math.Abs(here - there);
            if (apart > SameFree * Math.Max(here, there) && apart > SameOfZone * managed)
            {
                throw Refuse(here, key, there, $"{otherName} has");
            }
        }

        InputException Refuse(long here, ZoneKey key, long there, string who) =>
            new(
                InputPlace.Of(place),
                FormattableString.Invariant(
                    $"{here:N0} free pages in {key}, of which {who} {there:N0}; copy all files of "
                ) + "one host anew, whole and at one time"
            );
    }

    /// <summary>Every zone that a load can use and that one file has is in the other.</summary>
    /// <exception cref="InputException">One is missing.</exception>
    public static void SameZones(
        IEnumerable<ZoneKey> needed,
        string neededBy,
        FreeBlocks blocks,
        string name,
        string place
    )
    {
        foreach (ZoneKey key in needed.Where(k => !blocks.Zones.ContainsKey(k)))
        {
            throw new InputException(
                InputPlace.Of(place),
                $"{name} has no row for {key}, which {neededBy} has; copy all files of one host "
                    + "anew, whole"
            );
        }
    }

    private static double Difference(double a, double b) => Math.Abs(a - b) / Math.Max(a, b);
}
