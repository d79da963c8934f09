namespace KexecPerf.Studies.Notebooks;

/// <summary>A command that a cell ran ended with another status than 0.</summary>
internal sealed class CommandFailedException(int status, string message) : Exception(message)
{
    /// <summary>Its exit status.</summary>
    public int Status => status;
}
