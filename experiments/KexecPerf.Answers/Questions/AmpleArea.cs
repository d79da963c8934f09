using KexecPerf.Model.Scenarios;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Questions;

/// <summary>
/// A CMA area twice as large as the image and two pageblocks more, for questions on what an area
/// would change.
/// </summary>
internal static class AmpleArea
{
    /// <summary>Where there is no area at all.</summary>
    public static Scenario WhereNone(Scenario s) => s.Memory.CmaArea.Bytes > 0 ? s : With(s);

    /// <summary>Where the area there is is smaller; half of RAM at most.</summary>
    public static Scenario WhereLess(Scenario s) =>
        s.Memory.CmaArea.Bytes >= Bytes(s) || Bytes(s) > s.Memory.Ram.Bytes / 2 ? s : With(s);

    private static Scenario With(Scenario s) =>
        s with
        {
            Memory = s.Memory with { CmaArea = new ByteSize(Bytes(s)) },
        };

    private static long Bytes(Scenario s) =>
        (2 * s.Image.Memsz.Bytes) + (2 * s.PageSize.Block.Bytes);
}
