using KexecPerf.Model.Images;
using KexecPerf.Model.Loading;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Memory;
using KexecPerf.Model.Sampling;
using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Tests.Engine;
using KexecPerf.Model.Units;

namespace KexecPerf.Model.Tests.Loading;

/// <summary>
/// How many pages are loaded into their own destination. Out of pages in random order by the hypergeometric law: an image of P pages, all of them
/// free, and the page of its list take P + 1 of N free pages, and each destination among them becomes its own source. As after boot, by where
/// hand-out and destinations meet.
/// </summary>
public static class OwnDestinationTests
{
    private const int Free = 4_000;
    private const int Destinations = 400;
    private const int Taken = Destinations + 1;

    /// <summary>A normal deviate is farther out than this with probability 1e-6.</summary>
    private const double Deviate = 4.8916;

    [Fact]
    public static void Single_pages_in_random_order_give_the_hypergeometric_law()
    {
        int[] seen = Loads(Free, Effort.Of(4_000, 80_000));
        Assert.InRange(Deviation(seen), -Deviate, Deviate);
        Assert.InRange(ChiSquareDeviation(seen), double.NegativeInfinity, Deviate);
    }

    /// <summary>2 % more hits: a destination is among 1/1.02 of the pages. It takes all loads to see that.</summary>
    [Fact(
        Skip = "says nothing of a tenth of the loads",
        SkipType = typeof(Effort),
        SkipWhen = nameof(Effort.IsLeast)
    )]
    public static void Two_percent_more_would_be_seen() =>
        Assert.True(Deviation(Loads((int)(Free / 1.02), 4_000)) > Deviate);

    /// <summary>
    /// Lab: 6 GiB guest, cma=2G, initrd 512 MiB: 50-69 % on all runs. The buffers take the part of the Normal zone above the area from below, the list
    /// goes on behind them, and x86 puts the destinations at the top.
    /// </summary>
    [Fact]
    public static void As_after_boot_half_a_gibibyte_meets_its_destination_above_an_area()
    {
        Scenario lab = Lab(ByteSize.FromGiB(2));
        for (int r = 0; r < 50; r++)
        {
            LoadedImage image = LoadedImage.Load(lab.Listed(), MachineDraw.Of(lab.Machine, 1, r));
            Assert.InRange(
                image.Outcome.OwnDestination / (double)image.ListedPages.Pages,
                0.5,
                0.75
            );
            Assert.True(image.Outcome.EntrySteps + image.Outcome.ParkedSteps > 1_000_000_000);
        }
    }

    /// <summary>Lab: never without an area (24 rows). The list ends far below the top of the zone.</summary>
    [Fact]
    public static void As_after_boot_none_is_met_without_an_area()
    {
        Scenario lab = Lab(ByteSize.Zero);
        for (int r = 0; r < 50; r++)
        {
            LoadedImage image = LoadedImage.Load(lab, MachineDraw.Of(lab.Machine, 1, r));
            Assert.Equal(
                (0, 0, 0),
                (image.Outcome.OwnDestination, image.Outcome.EntrySteps, image.Outcome.ParkedSteps)
            );
        }
    }

    private static Scenario Lab(ByteSize area) =>
        Bench.Scenario("7.2") with
        {
            Image = KexecImage.Create(
                Architecture.X86_64,
                new KernelPayload(
                    new ByteSize(2_670_000),
                    new ByteSize(13_914_112),
                    PayloadCompression.Gzip,
                    ByteSize.Zero,
                    "lab"
                ),
                ByteSize.FromMiB(512)
            ),
            Memory = new MemoryState { Ram = ByteSize.FromGiB(6), CmaArea = area },
        };

    /// <summary>By number of own pages: in how many loads.</summary>
    private static int[] Loads(int free, int loads)
    {
        var random = new SplitMix(7);
        int[] seen = new int[Destinations + 1];
        long[] pages = [.. Enumerable.Range(0, free).Select(i => (long)i)];
        for (int n = 0; n < loads; n++)
        {
            // As many steps of a shuffle as pages can be asked for.
            for (int i = 0; i < 2 * Taken; i++)
            {
                int j = i + random.Next(free - i);
                (pages[i], pages[j]) = (pages[j], pages[i]);
            }

            var memory = new PhysicalMemory(
                new MemoryLayout(ByteSize.FromGiB(2), Architecture.X86_64),
                null,
                [.. pages.Take(2 * Taken).Select(p => new PageRange(p, 1))],
                0,
                free
            );
            var list = new PageListLoad(
                [new PageRange(free / 3, Destinations)],
                new FreePages(memory, new FreePool(memory))
            );
            Assert.False(list.OutOfMemory);
            seen[list.OwnDestination]++;
        }

        return seen;
    }

    /// <summary>Of the mean, in standard errors.</summary>
    private static double Deviation(int[] seen)
    {
        double loads = seen.Sum();
        double mean = seen.Select((n, own) => (double)n * own).Sum() / loads;
        double share = Destinations / (double)Free;
        double variance = Taken * share * (1 - share) * (Free - Taken) / (Free - 1);
        return (mean - Taken * share) / Math.Sqrt(variance / loads);
    }

    /// <summary>Chi-square over cells of at least 20 expected, as a normal deviate (Wilson and Hilferty 1931).</summary>
    private static double ChiSquareDeviation(int[] seen)
    {
        double loads = seen.Sum();
        double[] law = Law();
        double chi = 0;
        int cells = 0;
        double expected = 0;
        double found = 0;
        for (int own = 0; own < law.Length; own++)
        {
            expected += law[own] * loads;
            found += seen[own];
            double rest = law.Skip(own + 1).Sum() * loads;
            if (expected >= 20 && (rest >= 20 || own == law.Length - 1))
            {
                chi += (found - expected) * (found - expected) / expected;
                cells++;
                (expected, found) = (0, 0);
            }
        }

        chi += (found - expected) * (found - expected) / Math.Max(expected, 1);
        double freedom = cells;
        double spread = 2 / (9 * freedom);
        return (Math.Cbrt(chi / freedom) - (1 - spread)) / Math.Sqrt(spread);
    }

    /// <summary>Hypergeometric probabilities by their ratio from one to the next.</summary>
    private static double[] Law()
    {
        double[] law = new double[Destinations + 1];
        const int mode = Taken * Destinations / Free;
        law[mode] = 1;
        for (int k = mode; k < Destinations; k++)
        {
            law[k + 1] = law[k] * Ratio(k);
        }

        for (int k = mode; k > 0; k--)
        {
            law[k - 1] = law[k] / Ratio(k - 1);
        }

        double sum = law.Sum();
        return [.. law.Select(p => p / sum)];
    }

    /// <summary>P(k + 1) / P(k).</summary>
    private static double Ratio(int k) =>
        (double)(Destinations - k)
        * (Taken - k)
        / ((k + 1.0) * (Free - Destinations - Taken + k + 1));
}
