namespace KexecPerf.Page;

/// <summary>
/// What the page is to show; null leaves what is there. What ends in <c>Html</c> is markup made
/// here, everything else plain text.
/// </summary>
internal sealed record Frame
{
    /// <summary>The one line on what is wrong; instead of all else.</summary>
    public string? Fault { get; init; }

    /// <summary>The options as the link has them.</summary>
    public string? Options { get; init; }

    public string? ControlsHtml { get; init; }

    /// <summary>Whether the new kernel boots, then the verdict.</summary>
    public string? VerdictHtml { get; init; }

    /// <summary>How often it has run, and how far the median is off.</summary>
    public string? Status { get; init; }

    public string? BarsHtml { get; init; }

    public string? SizesHtml { get; init; }

    /// <summary>Which number to measure first.</summary>
    public string? Measure { get; init; }

    /// <summary>The command's text, to the byte.</summary>
    public string? Text { get; init; }

    /// <summary>The command line.</summary>
    public string? Command { get; init; }

    /// <summary>Whether there is nothing more to run.</summary>
    public bool Done { get; init; }
}
