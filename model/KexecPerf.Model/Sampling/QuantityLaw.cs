using KexecPerf.Model.Machines;

namespace KexecPerf.Model.Sampling;

/// <summary>
/// The values of a quantity at t, where -1, 0 and +1 are its 5, 50 and 95 % quantiles: value
/// (high/value)^t above the median and value (low/value)^-t below, linear where low is 0, within
/// the quantity's limits.
/// </summary>
internal static class QuantityLaw
{
    /// <summary>The value at t.</summary>
    public static double At(Quantity quantity, double t)
    {
        Span<double> one = [t];
        At(quantity, one);
        return one[0];
    }

    /// <summary>In place of each t the value there.</summary>
    public static void At(Quantity q, Span<double> ts)
    {
        if (q.Low <= 0)
        {
            foreach (ref double t in ts)
            {
                t = Math.Max(0, q.Value + ((t > 0 ? q.High : q.Low) - q.Value) * Math.Abs(t));
                t = Math.Clamp(t, q.Least, q.Most);
            }

            return;
        }

        double up = PortableMath.Log(q.High / q.Value);
        double down = PortableMath.Log(q.Low / q.Value);
        foreach (ref double t in ts)
        {
            // Not by a branch, which half of all draws would take.
            t = Math.Max(t, 0) * up + Math.Max(-t, 0) * down;
        }

        PortableMath.Exp(ts);
        foreach (ref double x in ts)
        {
            x = Math.Clamp(q.Value * x, q.Least, q.Most);
        }
    }
}
