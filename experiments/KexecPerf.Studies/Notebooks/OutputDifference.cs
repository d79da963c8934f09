using System.Text.Json.Nodes;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Studies.Notebooks;

/// <summary>The first line in which a notebook's outputs are not what they are now.</summary>
/// <param name="Cell">Whose outputs.</param>
/// <param name="Line">Of the outputs, from 1.</param>
/// <param name="InFile">The line in the file; empty where there is none.</param>
/// <param name="Now">The line now; empty where there is none.</param>
internal sealed record OutputDifference(CodeCell Cell, int Line, string InFile, string Now)
{
    private const int Shown = 56;
    private const int Before = 20;

    /// <summary>The first difference, or null.</summary>
    public static OutputDifference? First(Notebook notebook, IReadOnlyList<JsonArray> now) =>
        notebook
            .Cells.Zip(now, (cell, outputs) => Of(cell, outputs))
            .FirstOrDefault(difference => difference is not null);

    private static OutputDifference? Of(CodeCell cell, JsonArray now)
    {
        List<OutputLine> old = OutputLines.Of(cell.Outputs);
        List<OutputLine> lines = OutputLines.Of(now);
        for (int i = 0; i < Math.Max(old.Count, lines.Count); i++)
        {
            if (i >= old.Count || i >= lines.Count || !old[i].LooksLike(lines[i]))
            {
                string a = i < old.Count ? old[i].Text : "";
                string b = i < lines.Count ? lines[i].Text : "";
                int common = a.Zip(b).TakeWhile(p => p.First == p.Second).Count();
                return new OutputDifference(cell, i + 1, Around(a, common), Around(b, common));
            }
        }

        return null;
    }

    /// <summary>A long line from a little before the place where it differs.</summary>
    private static string Around(string line, int place)
    {
        int start = line.Length <= Shown ? 0 : Math.Max(0, Math.Min(place, line.Length) - Before);
        return (start == 0 ? "" : "...") + UserText.Shorten(line[start..], Shown);
    }
}
