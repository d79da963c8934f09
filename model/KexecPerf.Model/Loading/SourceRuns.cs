using System.Runtime.InteropServices;

namespace KexecPerf.Model.Loading;

/// <summary>
/// A page list's source entries in list order, cut where the source jumps. Neighbours of one length and kind are kept as one
/// group, so that a list of single pages takes no more room, and no more time to walk, than one of long runs.
/// </summary>
public sealed class SourceRuns
{
    private readonly List<SourceRunGroup> _groups = [];

    /// <summary>These runs, in this order.</summary>
    /// <exception cref="ArgumentException">One has no pages, or more than 2^31.</exception>
    public static SourceRuns Of(IEnumerable<SourceRun> runs)
    {
        var all = new SourceRuns();
        foreach (SourceRun run in runs)
        {
            all.Add(run);
        }

        return all;
    }

    /// <summary>How many runs.</summary>
    public int Count { get; private set; }

    /// <summary>Pages of all runs.</summary>
    public long Pages { get; private set; }

    /// <summary>Those of them that are on another node than CPU 0.</summary>
    public long FarPages { get; private set; }

    /// <summary>The runs in list order, equal neighbours together.</summary>
    public ReadOnlySpan<SourceRunGroup> Groups => CollectionsMarshal.AsSpan(_groups);

    /// <summary>The runs one by one.</summary>
    public IEnumerable<SourceRun> All =>
        _groups.SelectMany(group => Enumerable.Repeat(group.Run, group.Times));

    /// <summary>Appends a run, so many times.</summary>
    internal void Add(SourceRun run, int times = 1)
    {
        if (run.Pages is < 1 or > int.MaxValue)
        {
            throw new ArgumentException($"A run of {run.Pages} pages.", nameof(run));
        }

        Count += times;
        Pages += run.Pages * times;
        FarPages += run.Far ? run.Pages * times : 0;
        if (_groups.Count > 0 && _groups[^1].Run == run)
        {
            times += _groups[^1].Times;
            _groups.RemoveAt(_groups.Count - 1);
        }

        _groups.Add(new SourceRunGroup(run, times));
    }
}
