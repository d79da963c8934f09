using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>The page list's sources, as far as times depend on them.</summary>
/// <param name="Runs">Runs of consecutive sources.</param>
/// <param name="Own">Entries that are their own destination.</param>
/// <param name="OwnRuns">Runs of such entries.</param>
/// <param name="Parked">Parked pages looked at.</param>
/// <param name="Words">List words looked at.</param>
internal sealed record PlainSources(long Runs, long Own, long OwnRuns, long Parked, long Words)
{
    private const int LongestFragment = 63;

    /// <summary>
    /// What depends on the places of single pages, which are drawn, and has no closed form: as a
    /// load of the model found it.
    /// </summary>
    public static PlainSources Found(LoadedImage loaded) =>
        new(
            loaded.Runs.Count,
            loaded.Runs.All.Where(r => r.OwnDestination).Sum(r => r.Pages),
            loaded.Runs.All.Count(r => r.OwnDestination),
            loaded.Outcome.ParkedSteps,
            loaded.Outcome.EntrySteps
        );

    /// <summary>
    /// In memory as boot left it no page handed out is a destination; a run ends where a short free
    /// run ends, or where a page of the list stands between two sources.
    /// </summary>
    public static PlainSources Idle(PlainPlaces places, PlainNumbers n)
    {
        long pages = places.ListedPages;
        if (pages == 0)
        {
            return new(0, 0, 0, 0, 0);
        }

        List<long> links = Links(places);
        HashSet<long> ends = [.. links];
        long handedOut = 0;
        long fragments = (long)(n["memory.boot_fragments"] + 0.5);
        for (int i = 0; i < fragments; i++)
        {
            handedOut += 1 + (long)(n.Uniform(i, "fragment") * LongestFragment);
            ends.Add(SourcesOf(handedOut, links));
        }

        return new(1 + ends.Count(e => e > 0 && e < pages), 0, 0, 0, 0);
    }

    /// <summary>
    /// How many sources were taken before each page of the list. It is taken when a word does not
    /// fit any more; the source whose word it is, before it.
    /// </summary>
    private static List<long> Links(PlainPlaces places)
    {
        long fit = places.Scenario.PageSize.Bytes / 8 - 1;
        List<long> links = [];
        long words = 0;
        long sources = 0;
        foreach ((Segment segment, _) in places.Listed)
        {
            if (words % fit == 0)
            {
                links.Add(sources);
            }

            long first = words + 1;
            words += 1 + segment.Pages.Pages;
            for (long word = (first + fit - 1) / fit * fit; word < words; word += fit)
            {
                links.Add(sources + word - first + 1);
            }

            sources += segment.Pages.Pages;
        }

        return links;
    }

    /// <summary>Sources among the first pages handed out.</summary>
    private static long SourcesOf(long handedOut, List<long> links)
    {
        int before = 0;
        while (before < links.Count && links[before] + before < handedOut)
        {
            before++;
        }

        return handedOut - before;
    }
}
