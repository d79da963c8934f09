using System.Text;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>Writes ustar byte by byte, so that every lie a header can tell can be told.</summary>
internal sealed class TarBuilder
{
    private readonly List<byte> _bytes = [];

    /// <summary>An entry; <paramref name="claimed"/> is the size the header names, with as much content behind it as given.</summary>
    public TarBuilder Add(
        string name,
        byte[] content,
        char type = '0',
        long? claimed = null,
        string link = ""
    )
    {
        byte[] header = new byte[512];
        Put(header, 0, name);
        Put(header, 100, "0000600\0");
        Put(header, 108, "0000000\0");
        Put(header, 116, "0000000\0");
        Put(header, 124, Convert.ToString(claimed ?? content.Length, 8).PadLeft(11, '0') + "\0");
        Put(header, 136, "00000000000\0");
        Put(header, 148, "        ");
        header[156] = (byte)type;
        Put(header, 157, link);
        Put(header, 257, "ustar\000");
        Put(header, 148, Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0') + "\0 ");
        _bytes.AddRange(header);
        _bytes.AddRange(content);
        _bytes.AddRange(new byte[(512 - content.Length % 512) % 512]);
        return this;
    }

    public TarBuilder Add(string name, string content) =>
        Add(name, Encoding.Latin1.GetBytes(content));

    /// <summary>With the two empty blocks that end a tar.</summary>
    public byte[] Build() => [.. _bytes, .. new byte[1024]];

    /// <summary>Without them.</summary>
    public byte[] BuildUnended() => [.. _bytes];

    private static void Put(byte[] header, int at, string text) =>
        Encoding.Latin1.GetBytes(text).CopyTo(header, at);
}
