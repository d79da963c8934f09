namespace KexecPerf.Experiments.Tests;

/// <summary>
/// Tests that draw run one after the other: all figures share two typefaces, and a typeface is not for two threads at once. The command
/// draws on one thread.
/// </summary>
[CollectionDefinition(Name)]
public sealed class Drawing
{
    public const string Name = "drawing";
}
