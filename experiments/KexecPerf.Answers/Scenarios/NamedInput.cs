namespace KexecPerf.Answers.Scenarios;

/// <summary>What of the disk the value of a scenario key may name.</summary>
internal enum NamedInput
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>A file.</summary>
    File,

    /// <summary>The files of a folder.</summary>
    Folder,
}
