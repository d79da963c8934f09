using KexecPerf.Answers.Hosts;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Commands;

/// <summary>One of the facts that are read of a host.</summary>
/// <param name="Name">For reading.</param>
/// <param name="Files">Where it is read, the likeliest first.</param>
/// <param name="Of">What was found; null where it was not.</param>
/// <param name="IsUsed">Whether an answer hangs on it.</param>
internal sealed record HostFact(
    string Name,
    string[] Files,
    Func<HostFacts, string?> Of,
    bool IsUsed = true
)
{
    private const int ValueMost = 200;

    /// <summary>The value in one line; null where it was not found.</summary>
    public string? ValueOf(HostFacts facts) =>
        Of(facts) is { Length: > 0 } value ? UserText.Shorten(value, ValueMost) : null;

    /// <summary>The first of the files that is there, else the likeliest.</summary>
    public string FileIn(IHostFiles files) =>
        Files.FirstOrDefault(f => files.Read(f) is not null || files.List(f).Count > 0) ?? Files[0];
}
