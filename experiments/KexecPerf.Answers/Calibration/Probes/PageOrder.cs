using KexecPerf.Model.Sampling;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Lists of source pages, in the order in which a page list names them.</summary>
internal static class PageOrder
{
    /// <summary>Addresses of pages one behind the other.</summary>
    public static nint[] Sequential(nint start, long pages)
    {
        nint[] list = new nint[pages];
        for (long i = 0; i < pages; i++)
        {
            list[i] = start + (nint)(i * PageCount.PageBytes);
        }

        return list;
    }

    /// <summary>The same pages, shuffled (Fisher and Yates), always in the same way.</summary>
    public static nint[] Scattered(nint start, long pages)
    {
        nint[] list = Sequential(start, pages);
        var stream = new RandomStream(1, 0, "calibrate:scattered");
        for (long i = pages - 1; i > 0; i--)
        {
            long other = (long)(stream.NextUniform() * (i + 1));
            (list[i], list[other]) = (list[other], list[i]);
        }

        return list;
    }
}
