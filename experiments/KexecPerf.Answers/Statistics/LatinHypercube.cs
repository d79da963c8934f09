using System.Collections.Concurrent;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Answers.Statistics;

/// <summary>
/// A Latin hypercube (McKay, Beckman, Conover 1979): of so many points each coordinate, known by
/// name, falls once into each of as many equal parts of [0, 1), in an order of its own. What a
/// mean owes to one coordinate alone is then almost free of error.
/// </summary>
/// <param name="seed">Root seed.</param>
/// <param name="number">Which hypercube of the seed; each is independent of the others.</param>
/// <param name="points">How many, at least 1.</param>
internal sealed class LatinHypercube(ulong seed, int number, int points)
{
    private readonly ConcurrentDictionary<string, double[]> _coordinates = new();

    /// <summary>The coordinate of a point, in [0, 1).</summary>
    public double this[string name, int point] => _coordinates.GetOrAdd(name, Shuffled)[point];

    private double[] Shuffled(string name)
    {
        var stream = new RandomStream(seed, number, $"hypercube:{points}:{name}");
        var all = new double[points];
        for (int i = 0; i < points; i++)
        {
            int other = (int)(stream.NextUniform() * (i + 1));
            all[i] = all[other];
            all[other] = (i + stream.NextUniform()) / points;
        }

        return all;
    }
}
