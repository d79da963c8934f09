namespace KexecPerf.Answers.Hosts;

/// <summary>Reads streams whose length nobody vouches for: files of /proc, pipes, packed data.</summary>
internal static class BoundedRead
{
    private const int FirstLength = 64 * 1024;

    /// <summary>All bytes, or null if there are more than <paramref name="max"/>; memory grows with what is said or found to be there.</summary>
    public static byte[]? All(Stream stream, int max)
    {
        long expected = stream.CanSeek ? stream.Length + 1 : 0;
        byte[] buffer = new byte[Math.Min(Math.Max(expected, FirstLength), max + 1)];
        int length = 0;
        while (true)
        {
            int read = stream.Read(buffer, length, buffer.Length - length);
            if (read == 0)
            {
                return buffer[..length];
            }

            length += read;
            if (length > max)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, max + 1));
            }
        }
    }
}
