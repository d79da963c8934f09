using System.Globalization;
using System.Numerics;
using KexecPerf.Answers.Documents;
using KexecPerf.Answers.Runs;
using KexecPerf.Answers.Scenarios;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Designs;

/// <summary>
/// A sweep to be made: a base scenario and axes, of which every combination is a point. Axes and values are kept in an order of their own, so
/// that a file which lists them otherwise is the same study, point for point.
/// </summary>
internal sealed record Study
{
    /// <summary>More points than this are refused.</summary>
    public const int MostPoints = 1_000_000;

    /// <summary>Folder of the results.</summary>
    public required string Name { get; init; }

    /// <summary>What it asks, one sentence.</summary>
    public string Title { get; init; } = "";

    /// <summary>The file it was read from.</summary>
    public required string File { get; init; }

    /// <summary>What relative file names are relative to.</summary>
    public required string Folder { get; init; }

    /// <summary>What all points share.</summary>
    public required IReadOnlyList<Setting> Base { get; init; }

    /// <summary>In order of their keys.</summary>
    public required IReadOnlyList<StudyAxis> Axes { get; init; }

    /// <summary>Seed, and replications or precision of each point.</summary>
    public required ReplicationPlan Plan { get; init; }

    /// <summary>What the summary holds.</summary>
    public required IReadOnlyList<SummaryQuantity> Outputs { get; init; }

    /// <summary>Whether devices that go on writing are simulated, too.</summary>
    public bool Stray => Outputs.Any(o => o.Stray);

    /// <summary>The study as a user types it: a shipped one's name, or the file's.</summary>
    public required string Source { get; init; }

    /// <summary>Options that say otherwise than the file.</summary>
    public IReadOnlyList<string> Overrides { get; init; } = [];

    /// <summary>What makes these results: where they go, and on how many cores, does not matter.</summary>
    public string Command =>
        CommandText.Exactly([
            "sweep",
            Source,
            .. Overrides,
            "--seed",
            Plan.Seed.ToString(CultureInfo.InvariantCulture),
        ]);

    /// <summary>How many combinations there are.</summary>
    public BigInteger Combinations =>
        Axes.Aggregate(BigInteger.One, (product, axis) => product * axis.Values.Count);

    /// <summary>The same, once it is known to be few enough.</summary>
    public int Count => (int)Combinations;

    /// <summary>A point by its number; the last axis varies fastest.</summary>
    public StudyPoint Point(int index)
    {
        var values = new AxisValue[Axes.Count];
        int rest = index;
        for (int a = Axes.Count - 1; a >= 0; a--)
        {
            values[a] = Axes[a].Values[rest % Axes[a].Values.Count];
            rest /= Axes[a].Values.Count;
        }

        return new StudyPoint(this, index, values);
    }

    /// <summary>Refuses a study that is too large to run or to hold.</summary>
    /// <exception cref="InputException">More than <see cref="MostPoints"/>.</exception>
    public void CheckSize()
    {
        if (Combinations > MostPoints)
        {
            string product = string.Join(" x ", Axes.Select(a => $"{a.Key} {a.Values.Count}"));
            throw new InputException(
                InputPlace.Of(File),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Combinations:N0} points ({product}) are more than the {MostPoints:N0} "
                        + $"a study may have; shorten an axis or split it"
                )
            );
        }
    }

    /// <summary>Builds every point's scenario once, so that what cannot be is refused before anything is run or written.</summary>
    /// <exception cref="InputException">Settings that do not go together.</exception>
    public void CheckPoints(CancellationToken cancel)
    {
        InputException? first = null;
        int where = int.MaxValue;
        Lock gate = new();
        Parallel.For(
            0,
            Count,
            new ParallelOptions { CancellationToken = cancel },
            (index, loop) =>
            {
                try
                {
                    Point(index).Build();
                }
                catch (InputException e)
                {
                    lock (gate)
                    {
                        if (index < where)
                        {
                            (first, where) = (e, index);
                        }
                    }

                    loop.Break();
                }
            }
        );
        if (first is not null)
        {
            throw first;
        }
    }
}
