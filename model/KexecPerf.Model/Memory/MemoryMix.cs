using KexecPerf.Model.Inputs;

namespace KexecPerf.Model.Memory;

/// <summary>
/// What used RAM consists of, in shares that add up to 1. Clean file pages are dropped where they
/// are in the way (<c>reclaim_clean_pages_from_list</c>); everything else that can move needs a
/// page to go to (<c>alloc_migration_target</c>), dirty pages after their writeback; what cannot
/// move stays out of CMA areas.
/// </summary>
/// <param name="Clean">Page cache of files, neither dirty nor under writeback nor locked.</param>
/// <param name="Dirty">Page cache to be written, or under writeback.</param>
/// <param name="Shmem">Shared memory and tmpfs, which have no file behind them.</param>
/// <param name="Anonymous">Process memory without swap behind it, or locked.</param>
/// <param name="Swappable">Process memory that swap has room for.</param>
/// <param name="Unmovable">Slab, page tables, stacks and what drivers hold.</param>
public sealed record MemoryMix(
    double Clean,
    double Dirty,
    double Shmem,
    double Anonymous,
    double Swappable,
    double Unmovable
)
{
    /// <summary>
    /// The example in Documentation/filesystems/proc.rst, a host with 11 of its 31 GiB in use: page
    /// cache 52 %, process memory 39 %, slab and the rest 9 %; 1 % of the cache taken for dirty and
    /// shared.
    /// </summary>
    public static MemoryMix Server { get; } = new(0.50, 0.01, 0.01, 0.39, 0, 0.09);

    /// <summary>
    /// A database that caches by itself: up to 80 % of a dedicated host is InnoDB's buffer pool
    /// (MySQL reference manual, innodb_buffer_pool_size); the rest split as <see cref="Server"/>.
    /// </summary>
    public static MemoryMix Database { get; } = new(0.10, 0.01, 0.01, 0.80, 0, 0.08);

    /// <summary>Process memory and no swap: nothing can be given up.</summary>
    public static MemoryMix AllAnonymous { get; } = new(0, 0, 0, 0.95, 0, 0.05);

    /// <summary>By name, each with no less in need of a target than the one before.</summary>
    public static IReadOnlyList<(string Name, MemoryMix Mix)> Named { get; } =
    [("server", Server), ("database", Database), ("anonymous", AllAnonymous)];

    private static readonly (string Name, Func<MemoryMix, double> Of)[] Parts =
    [
        ("clean", m => m.Clean),
        ("dirty", m => m.Dirty),
        ("shmem", m => m.Shmem),
        ("anonymous", m => m.Anonymous),
        ("swappable", m => m.Swappable),
        ("unmovable", m => m.Unmovable),
    ];

    /// <summary>What migration has to find a target for.</summary>
    public double NeedsTarget => Dirty + Shmem + Anonymous + Swappable;

    /// <summary>
    /// Share of the memory a CMA area can hold, which is all but unmovable, that needs a target; 1
    /// where nothing can be in it.
    /// </summary>
    public double TargetShare => Clean + NeedsTarget > 0 ? NeedsTarget / (Clean + NeedsTarget) : 1;

    /// <summary>Share of what needs a target that is process memory.</summary>
    public double AnonymousShare => NeedsTarget > 0 ? (Anonymous + Swappable) / NeedsTarget : 1;

    /// <summary>This and another, the other with so large a share of all.</summary>
    public MemoryMix With(MemoryMix other, double share)
    {
        double Both(double a, double b) => a * (1 - share) + b * share;
        return new(
            Both(Clean, other.Clean),
            Both(Dirty, other.Dirty),
            Both(Shmem, other.Shmem),
            Both(Anonymous, other.Anonymous),
            Both(Swappable, other.Swappable),
            Both(Unmovable, other.Unmovable)
        );
    }

    /// <summary>
    /// A name, or shares such as <c>clean=60%,anonymous=40%</c>; those not named are 0.
    /// </summary>
    /// <exception cref="InputException">Neither, or shares that do not add up to 100 %.</exception>
    public static MemoryMix Parse(string text)
    {
        if (Named.FirstOrDefault(n => n.Name == text).Mix is { } named)
        {
            return named;
        }

        double[] shares = new double[Parts.Length];
        foreach (string part in text.Split(','))
        {
            string[] words = part.Split('=', 2);
            int at = Array.FindIndex(Parts, p => p.Name == words[0].Trim());
            if (at < 0 || words.Length < 2)
            {
                throw new InputException(
                    $"'{UserText.Shorten(part)}' is no part of a mix; write "
                        + string.Join(", ", Named.Select(n => n.Name))
                        + " or shares that add up to 100 %, such as clean=60%,anonymous=40%, of "
                        + string.Join(", ", Parts.Select(p => p.Name))
                );
            }

            shares[at] += Counts.ParsePercent(words[1].Trim());
        }

        double sum = shares.Sum();
        return Math.Abs(sum - 1) < 0.001
            ? new(shares[0], shares[1], shares[2], shares[3], shares[4], shares[5])
            : throw new InputException(
                FormattableString.Invariant(
                    $"the shares add up to {sum * 100:0.#} %, not 100 %; name the rest"
                )
            );
    }

    /// <summary>A name, or the shares in percent.</summary>
    public override string ToString() =>
        Named.FirstOrDefault(n => n.Mix == this).Name
        ?? string.Join(
            ",",
            Parts
                .Where(p => p.Of(this) > 0)
                .Select(p => FormattableString.Invariant($"{p.Name}={p.Of(this) * 100:0.##}%"))
        );
}
