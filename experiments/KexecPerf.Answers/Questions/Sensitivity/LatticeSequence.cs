using System.Globalization;
using KexecPerf.Model.Sampling;

namespace KexecPerf.Answers.Questions.Sensitivity;

/// <summary>
/// Quasi-random points: an extensible rank-1 lattice (Hickernell, Hong, L'Ecuyer and Lemieux 2000). Coordinate j of point i is
/// i's bits mirrored at the binary point, times z_j, plus a random shift, modulo 1; the first 2^m points are a lattice for every m.
/// The shift, which the seed decides, makes every estimate unbiased; the tent transform on top makes smooth functions periodic
/// (Hickernell 2002). All in integers, so equal on every platform.
/// </summary>
/// <remarks>
/// MathNet.Numerics has no quasi-random generator. The vector z was found for this file, component by component: each is the one of
/// 4,000 random odd numbers below 2^16 with the least sum of (sqrt(N) / shortest dual vector)^4 over its pairs with all components
/// before it and N = 2^7, 2^8, ... 2^16. So no two coordinates depend on one another: over all pairs of the first 64 the shortest
/// dual vector is at least 5.1 at N = 2^10 and 17 at 2^14 (LatticeSequenceTests computes them again), with 33.5 and 137 the most any
/// lattice can have. Coordinates beyond the vector are pseudo-random.
/// </remarks>
internal sealed class LatticeSequence
{
    private static readonly ulong[] Vector =
    [
        .. """
            1 59357 3885 34927 38843 54389 10441 5227 5989 45113 59817 15393 10777 37007 63629 44607
            60117 45281 14513 32715 56269 57425 45763 28563 23899 59895 41817 8957 54405 37533 36585 60423
            28809 2655 709 31329 31441 41227 34069 28543 60123 10227 65109 5963 15085 62333 41767 61455
            19021 14755 2231 49303 22289 32577 48231 39707 54789 47843 71 51151 6995 17853 22663 1495
            57879 11425 44693 54087 29821 25105 24315 61523 42803 47865 56733 10121 52195 6031 62275 42953
            16559 11033 20007 17041 11141 45737 32033 48595 52181 41435 58527 8053 53561 24641 46007 8161
            18619 2997 49471 17469 24319 29961 25807 64509 8171 43249 17579 27695 13165 36473 63895 33577
            27445 50509 1957 54515 51549 33127 36371 17349 38411 9137 3469 60505 54811 14437 4829 42111
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(z =>
            ulong.Parse(z, CultureInfo.InvariantCulture)
        ),
    ];

    private readonly ulong _seed;
    private readonly ulong[] _shifts;

    /// <summary>A sequence of so many coordinates.</summary>
    public LatticeSequence(int dimensions, ulong seed)
    {
        _seed = seed;
        _shifts = new ulong[dimensions];
        for (int j = 0; j < dimensions; j++)
        {
            double shift = new RandomStream(seed, j, "lattice.shift").NextUniform();
            _shifts[j] = (ulong)(shift * (1UL << 53)) << 11;
        }
    }

    /// <summary>Coordinates that are quasi-random.</summary>
    public static int MostDimensions => Vector.Length;

    /// <summary>The components of the generating vector.</summary>
    internal static IReadOnlyList<ulong> Components => Vector;

    /// <summary>Coordinates of a point, each in [0, 1).</summary>
    public double[] Point(int index)
    {
        ulong mirrored = Mirror((uint)index);
        var point = new double[_shifts.Length];
        for (int j = 0; j < point.Length; j++)
        {
            point[j] =
                j < Vector.Length
                    ? Tent(unchecked(mirrored * Vector[j] + _shifts[j]))
                    : new RandomStream(_seed, index, "lattice.padding").Substream(j).NextUniform();
        }

        return point;
    }

    /// <summary>The bits of i mirrored at the binary point of a 64-bit fraction.</summary>
    private static ulong Mirror(uint i)
    {
        ulong mirrored = 0;
        for (int bit = 0; bit < 32; bit++)
        {
            mirrored |= (ulong)((i >> bit) & 1) << (63 - bit);
        }

        return mirrored;
    }

    /// <summary>1 - |2 x - 1|, of 64-bit fractions; 53 bits of it.</summary>
    private static double Tent(ulong x)
    {
        ulong folded = x >> 63 == 0 ? x << 1 : ~x << 1;
        return (folded >> 11) * (1.0 / (1UL << 53));
    }
}
