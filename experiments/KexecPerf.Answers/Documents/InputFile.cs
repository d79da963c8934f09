using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Documents;

/// <summary>Reads files given by the user; whatever goes wrong is one line that says so.</summary>
internal static class InputFile
{
    /// <summary>Kernels and initrds are at most 4 GiB for the kernel too; an array holds 2 GiB.</summary>
    private const long MostBytes = 0x7FFF_0000;

    /// <summary>Pipes and devices do not say how long they are.</summary>
    private const long MostOfPipe = 64 << 20;

    /// <summary>The whole content.</summary>
    /// <exception cref="InputException">Missing, unreadable, a folder, or too large.</exception>
    public static byte[] ReadAll(string file) =>
        Use(file, stream => ReadAll(file, stream, MostBytes));

    /// <summary>The whole content of a file that has no reason to be large.</summary>
    /// <exception cref="InputException">Missing, unreadable, a folder, or too large.</exception>
    public static byte[] ReadAll(string file, int mostMiB) =>
        Use(file, stream => ReadAll(file, stream, (long)mostMiB << 20));

    private static byte[] ReadAll(string file, Stream stream, long mostBytes)
    {
        long length = stream.CanSeek ? stream.Length : 0;
        long most = length > 0 ? mostBytes : Math.Min(mostBytes, MostOfPipe);
        using var content = new MemoryStream((int)Math.Min(length, most));
        byte[] part = new byte[1 << 16];
        for (int read; (read = stream.Read(part)) > 0; )
        {
            content.Write(part, 0, read);
            if (Math.Max(length, content.Length) > most)
            {
                throw new InputException(
                    InputPlace.Of(file),
                    $"more than the {most >> 20} MiB that are read of it; "
                        + "give a regular file, or sizes instead"
                );
            }
        }

        return content.ToArray();
    }

    /// <summary>The size alone.</summary>
    /// <exception cref="InputException">Missing, or not a regular file.</exception>
    public static long Length(string file) => Guard(file, () => new FileInfo(file).Length);

    /// <summary>What <paramref name="read"/> makes of the content, which may be a pipe.</summary>
    /// <exception cref="InputException">Missing, unreadable, or a folder.</exception>
    public static T Use<T>(string file, Func<Stream, T> read) =>
        Guard(
            file,
            () =>
            {
                using FileStream stream = File.OpenRead(file);
                return read(stream);
            }
        );

    private static T Guard<T>(string file, Func<T> read)
    {
        if (file.Length == 0)
        {
            throw new InputException("no file name; give one");
        }

        try
        {
            return read();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            string message = Directory.Exists(file)
                ? "a folder; give a file"
                : "no such file; check the path";
            throw new InputException(InputPlace.Of(file), message);
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            string message = Directory.Exists(file)
                ? "a folder; give a file"
                : "not readable; check its permissions";
            throw new InputException(InputPlace.Of(file), message);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw new InputException(InputPlace.Of(file), "cannot be read; " + e.Message);
        }
    }
}
