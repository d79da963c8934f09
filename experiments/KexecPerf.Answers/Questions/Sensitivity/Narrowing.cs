using KexecPerf.Answers.Progress;
using KexecPerf.Answers.Statistics;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// By how much the 90 % range of a function narrows with one of its factors at its median: the
/// share of the width that goes. Unlike variance it is what people look at, and rare extremes do
/// not decide it. The same points with and without, so that differences are the factor's own.
/// </summary>
internal sealed class Narrowing
{
    /// <summary>Of what is left: a dozen factors or two are asked for.</summary>
    private const double OneFactor = 0.1;

    private readonly Func<double[], double> _function;
    private readonly double[][] _points;
    private readonly Work _work;
    private readonly double _width;

    /// <param name="function">Of the factors' coordinates.</param>
    /// <param name="factors">How many.</param>
    /// <param name="rows">Points; a power of 2 is best.</param>
    /// <param name="seed">Decides the points.</param>
    /// <param name="work">What it is part of.</param>
    public Narrowing(Func<double[], double> function, int factors, int rows, ulong seed, Work work)
    {
        (_function, _work) = (function, work);
        var sequence = new LatticeSequence(factors, seed);
        _points = [.. Enumerable.Range(0, rows).Select(sequence.Point)];
        _width = Width(point => point);
    }

    /// <summary>How often the function was evaluated.</summary>
    public long Evaluations { get; private set; }

    /// <summary>
    /// The share of the range that goes with a factor at its median; 0 where there is no range.
    /// </summary>
    public double Of(int factor) =>
        _width > 0
            ? 1
                - Width(point =>
                {
                    double[] held = [.. point];
                    held[factor] = 0.5;
                    return held;
                }) / _width
            : 0;

    private double Width(Func<double[], double[]> of)
    {
        var values = new double[_points.Length];
        _work.Part(
            OneFactor,
            () =>
            {
                _work.For(values.Length, r => values[r] = _function(of(_points[r])));
                return values;
            }
        );
        Evaluations += values.Length;
        var range = Interval.Of(values);
        return range.High - range.Low;
    }
}
