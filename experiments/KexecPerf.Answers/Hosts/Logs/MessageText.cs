namespace KexecPerf.Answers.Hosts.Logs;

/// <summary>What stands between a time and the kernel's words, and is neither.</summary>
internal static class MessageText
{
    /// <summary>Characters of a caller's bracket (<c>print_caller()</c>: <c>[%6s]</c>).</summary>
    private const int CallerColumns = 8;

    private const string Tag = "kernel: ";
    private const int MostWordsBeforeTag = 3;

    /// <summary>The kernel's words.</summary>
    /// <param name="text">Behind the time.</param>
    /// <param name="columns">Of the caller.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, out int columns)
    {
        ReadOnlySpan<char> rest = SkipCaller(text);
        columns = rest.Length < text.Length ? CallerColumns : 0;
        return SkipCaller(SkipLevel(SkipTag(rest.TrimStart(' ')))).Trim(' ');
    }

    /// <summary>
    /// With CONFIG_PRINTK_CALLER a second pair of brackets follows, by itself or a blank on.
    /// </summary>
    private static ReadOnlySpan<char> SkipCaller(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> rest = text.TrimStart(' ');
        int close = rest is ['[', ..] ? rest[..Math.Min(rest.Length, 16)].IndexOf(']') : -1;
        bool caller =
            close > 2
            && rest[1..close].TrimStart(' ') is [('T' or 'C'), .. var number]
            && KernelStamp.Digits(number) == number.Length;
        return caller ? rest[(close + 1)..] : text;
    }

    /// <summary>Behind <c>&lt;6&gt;</c>.</summary>
    public static ReadOnlySpan<char> SkipLevel(ReadOnlySpan<char> text)
    {
        int close = text is ['<', ..] ? text[..Math.Min(text.Length, 5)].IndexOf('>') : -1;
        return close > 1 && KernelStamp.Digits(text[1..close]) == close - 1
            ? text[(close + 1)..].TrimStart(' ')
            : text;
    }

    /// <summary>
    /// <c>HOST kernel: </c> of syslog and the journal, <c>HOST kern.info kernel: </c> of small
    /// ones, <c>HOST kernel - - - </c> of RFC 5424.
    /// </summary>
    private static ReadOnlySpan<char> SkipTag(ReadOnlySpan<char> text)
    {
        int at = text.IndexOf(Tag);
        if (at < 0 && text.EndsWith("kernel:"))
        {
            at = text.Length - "kernel:".Length;
        }

        bool isTag =
            at == 0
            || (
                at > 0
                && text[at - 1] == ' '
                && text[..at].Count(' ') <= MostWordsBeforeTag
                && text[..at].IndexOf(": ") < 0
            );
        if (isTag)
        {
            return text[Math.Min(text.Length, at + Tag.Length)..].TrimStart(' ');
        }

        Span<Range> words = stackalloc Range[6];
        bool newSyslog = text.Split(words, ' ') == 6 && text[words[1]] is "kernel";
        return newSyslog ? text[words[5]].TrimStart('\uFEFF') : text;
    }
}
