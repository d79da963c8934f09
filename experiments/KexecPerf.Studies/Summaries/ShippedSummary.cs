using KexecPerf.Studies.Designs;

namespace KexecPerf.Studies.Summaries;

/// <summary>Tells the summary of a shipped study from that of a user's study, which may have the same name and other columns.</summary>
internal static class ShippedSummary
{
    /// <summary>Whether a study of this name is shipped, with these axes, and the table has all it writes.</summary>
    public static bool Is(string study, SummaryTable table)
    {
        if (!ShippedStudies.Names.Contains(study))
        {
            return false;
        }

        // Nothing is run: the seed does not matter.
        Study shipped = StudyFile.Read(study, seed: 1);
        return shipped.Axes.Select(a => a.Key).ToHashSet().SetEquals(table.Axes)
            && SummaryRow.Header(shipped).All(table.Has);
    }
}
