using System.Text;
using KexecPerf.Model.Inputs;
using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Hosts;

/// <summary>
/// Reads the regular files of a tar into memory; nothing is ever written. Only what <c>collect.sh</c> makes passes (POSIX ustar
/// as GNU and busybox tar write it: plain files and folders, short relative names); the rest is refused, not repaired.
/// </summary>
/// <remarks>
/// System.Formats.Tar is not used: its reader allocates what a header claims for a long name or a pax record, up to 2 GiB, before
/// it looks whether the bytes are there (measured on .NET 10 with an archive of 2.5 KiB).
/// </remarks>
internal static class TarArchive
{
    /// <summary>Largest file in an archive.</summary>
    public const int FileMax = 1 << 20;

    /// <summary>Most entries in an archive, folders included.</summary>
    public const int EntriesMax = 4096;

    private const int BlockLength = 512;
    private const string Mend = "make it with experiments/collect.sh";

    /// <summary>Content by name, without a leading <c>./</c>.</summary>
    /// <exception cref="InputException">No tar, truncated, damaged, or holding what collect.sh never puts there.</exception>
    public static Dictionary<string, byte[]> Read(ReadOnlySpan<byte> tar)
    {
        var files = new Dictionary<string, byte[]>();
        int entries = 0;
        int at = 0;
        while (true)
        {
            if (tar.Length - at < BlockLength)
            {
                throw Refuse(at == 0 ? "no tar" : "truncated tar: it does not end as a tar must");
            }

            ReadOnlySpan<byte> header = tar.Slice(at, BlockLength);
            if (!header.ContainsAnyExcept((byte)0))
            {
                return files;
            }

            int size = ReadHeader(header, at == 0);
            at += BlockLength;
            if (++entries > EntriesMax)
            {
                throw Refuse($"more than {EntriesMax} entries");
            }

            if (size > tar.Length - at)
            {
                throw Refuse($"truncated tar: it ends inside {Name(header)}");
            }

            Add(files, header, tar.Slice(at, size));
            at = Math.Min(tar.Length, at + (size + BlockLength - 1) / BlockLength * BlockLength);
        }
    }

    /// <summary>Checks the header and gives the size that follows it.</summary>
    private static int ReadHeader(ReadOnlySpan<byte> header, bool first)
    {
        if (ReadOctal(header[148..156]) != Checksum(header))
        {
            throw Refuse(first ? "no tar" : "damaged tar: a header's checksum is wrong");
        }

        return ReadOctal(header[124..136]) switch
        {
            null => throw Refuse($"damaged tar: {Name(header)} has no size"),
            > FileMax => throw Refuse($"{Name(header)} is larger than {new ByteSize(FileMax)}"),
            { } size => (int)size,
        };
    }

    private static void Add(
        Dictionary<string, byte[]> files,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> content
    )
    {
        string name = Name(header);
        switch ((char)header[156])
        {
            case '0' or '\0':
                if (!files.TryAdd(CheckedName(name), content.ToArray()))
                {
                    throw Refuse($"{name} is in it twice");
                }

                break;
            case '5':
                CheckedName(name);
                break;
            case 'x' or 'g':
                // Times and owners in pax form; names that need pax are none of collect.sh's.
                break;
            case '1' or '2':
                throw Refuse($"{name} is a link");
            default:
                throw Refuse($"{name} is no plain file");
        }
    }

    private static string CheckedName(string name)
    {
        bool outside = name.StartsWith('/') || name.Split('/').Contains("..");
        if (outside)
        {
            throw Refuse($"{name} leads out of it");
        }

        return name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
    }

    /// <summary>Prefix and name, anything but printable ASCII replaced, shortened for messages only where no known name is.</summary>
    private static string Name(ReadOnlySpan<byte> header)
    {
        bool ustar = header[257..].StartsWith("ustar\0"u8);
        string prefix = ustar ? Text(header[345..500]) : "";
        string name = prefix.Length == 0 ? Text(header[..100]) : prefix + "/" + Text(header[..100]);
        return name.Length <= 128 ? name : name[..128] + "...";
    }

    private static string Text(ReadOnlySpan<byte> field)
    {
        int end = field.IndexOf((byte)0);
        return string.Concat(
            Encoding
                .Latin1.GetString(end < 0 ? field : field[..end])
                .Select(c => c is >= ' ' and <= '~' ? c : '?')
        );
    }

    /// <summary>Octal digits, spaces before, spaces or NUL behind; null for anything else, base-256 sizes (8 GiB and more) too.</summary>
    private static long? ReadOctal(ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> digits = field.Trim(" \0"u8);
        if (digits.Length == 0 || digits.ContainsAnyExceptInRange((byte)'0', (byte)'7'))
        {
            return digits.Length > 0 && (digits[0] & 0x80) != 0 ? long.MaxValue : null;
        }

        long value = 0;
        foreach (byte digit in digits)
        {
            value = (value * 8) + (digit - '0');
        }

        return value;
    }

    /// <summary>Sum of the header's bytes, the checksum itself as spaces.</summary>
    private static long Checksum(ReadOnlySpan<byte> header)
    {
        long sum = 8 * ' ';
        for (int i = 0; i < BlockLength; i++)
        {
            sum += i is >= 148 and < 156 ? 0 : header[i];
        }

        return sum;
    }

    private static InputException Refuse(string fault) => new($"{fault}; {Mend}");
}
