namespace KexecPerf.Answers.Documents;

/// <summary>A result of which only a part is in memory at a time.</summary>
internal interface IStreamed : IDisposable
{
    /// <summary>Writes all of it, once.</summary>
    void Write(OutputFormat format, TextWriter output);
}
