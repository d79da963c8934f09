using KexecPerf.Model.Inputs;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Size of a host kernel's pages: its release names it where distributions ship several
/// (<c>6.12.0-55.el10.aarch64+64k</c>, <c>6.8.0-45-generic-64k</c>), so does its configuration, and
/// memory is counted in it. All that tell must tell the same.
/// </summary>
internal static class KernelPages
{
    /// <summary>The size; null where nothing tells it.</summary>
    /// <exception cref="InputException">Two tell two; names both.</exception>
    public static PageSize? Of(
        Architecture architecture,
        string? release,
        KernelConfig? config,
        MemoryFacts memory
    )
    {
        if (architecture.OnlyPages() is { } only)
        {
            return only;
        }

        var told = new List<(string By, PageSize Pages)>();
        if (release is not null && OfRelease(release) is { } named)
        {
            told.Add(($"the release {release}", named));
        }

        told.AddRange(config?.PageSizes.Select(c => ("CONFIG_" + c.Switch, c.Pages)) ?? []);
        if (memory.PageSize is { } counted)
        {
            told.Add(("MemTotal over zoneinfo's managed pages", counted));
        }

        foreach ((string by, PageSize pages) in told.Skip(1).Where(t => t.Pages != told[0].Pages))
        {
            throw new InputException(
                $"{told[0].By} says pages of {told[0].Pages}, {by} says {pages}; files of two "
                    + "kernels? Collect them anew"
            );
        }

        return told.Count > 0 ? told[0].Pages : null;
    }

    /// <summary>
    /// By a part of the release such as <c>+64k</c>, <c>-16k</c> or <c>-64kb</c>.
    /// </summary>
    public static PageSize? OfRelease(string release)
    {
        string[] parts = release.ToLowerInvariant().Split('-', '+', '.', '_', '~');
        return PageSize
            .All.Select(p => (PageSize?)p)
            .FirstOrDefault(p =>
            {
                string name = $"{p!.Value.Bytes >> 10}k";
                return parts.Contains(name) || parts.Contains(name + "b");
            });
    }
}
