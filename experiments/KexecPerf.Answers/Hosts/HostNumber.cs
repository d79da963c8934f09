using System.Globalization;

namespace KexecPerf.Answers.Hosts;

/// <summary>A count that a host's file holds alone.</summary>
internal static class HostNumber
{
    /// <summary>0 to the most; null for anything else.</summary>
    public static long? Of(string? text, long most) =>
        long.TryParse(
            text?.Trim(),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long number
        )
        && number <= most
            ? number
            : null;
}
