using System.Text.Json.Serialization;

namespace KexecPerf.Studies.Notebooks;

/// <summary>How one notebook fared.</summary>
internal sealed record NotebookResult
{
    private NotebookResult(
        Notebook notebook,
        string outputs,
        string? complaint = null,
        OutputDifference? difference = null
    )
    {
        (File, Cells) = (notebook.File, notebook.Cells.Count);
        (Outputs, Complaint, Difference) = (outputs, complaint, difference);
    }

    public string File { get; }

    /// <summary>How many.</summary>
    public int Cells { get; }

    /// <summary>The outcome, in a few words.</summary>
    public string Outputs { get; }

    /// <summary>One line where something is wrong, else null.</summary>
    public string? Complaint { get; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CellId => Difference?.Cell.Id;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Line => Difference?.Line;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? InFile => Difference?.InFile;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Now => Difference?.Now;

    /// <summary>Between its outputs and what they are now, if any.</summary>
    [JsonIgnore]
    public OutputDifference? Difference { get; }

    /// <summary>After a run, which may have found nothing to write.</summary>
    public static NotebookResult Written(Notebook notebook, bool changed) =>
        new(notebook, changed ? "written" : "unchanged");

    /// <summary>After a check.</summary>
    public static NotebookResult Compared(Notebook notebook, OutputDifference? difference) =>
        difference is null
            ? new NotebookResult(notebook, "as in the file")
            : new NotebookResult(
                notebook,
                $"{difference.Cell.Name} differs",
                FormattableString.Invariant(
                    $"{notebook.File}: {difference.Cell.Name}: line {difference.Line} of its outputs differs"
                ) + "; if that is right, run kexecperf notebook run",
                difference
            );

    /// <summary>After a cell that failed.</summary>
    public static NotebookResult Failed(Notebook notebook, CellFailedException failure) =>
        new(notebook, $"{failure.Cell.Name} failed", $"{notebook.File}: {failure.Message}");
}
