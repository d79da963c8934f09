using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace KexecPerf.Experiments.Tests.Hosts.Logs;

/// <summary>One reboot's messages, in every form in which people have them.</summary>
internal static class LogForms
{
    /// <summary>Milliseconds since boot, and the words.</summary>
    private static readonly (long Ms, string Text)[] Reboot =
    [
        (900_000, "psci: probing for conduit method"),
        (912_345, "igb 0001:01:00.0: shutdown"),
        (912_375, "mpt3sas 0001:02:00.0: shutdown"),
        (912_496, "kexec_core: Starting new kernel"),
        (912_520, "psci: CPU1 killed (polled 0 ms)"),
        (912_543, "psci: CPU2 killed (polled 0 ms)"),
        (912_544, "Bye!"),
    ];

    private static readonly Dictionary<string, Func<long, string, string>> Lines = new()
    {
        ["plain"] = (ms, t) => $"{Stamp(ms)} {t}",
        ["level"] = (ms, t) => $"<6>{Stamp(ms)} {t}",
        ["caller"] = (ms, t) => $"{Stamp(ms)}[  T713] {t}",
        ["caller of a CPU"] = (ms, t) => $"{Stamp(ms)} [    C2] {t}",
        ["processor in the bracket"] = (ms, t) => $"[{ms / 1000}.{ms % 1000:000}000@3] {t}",
        ["dmesg -x"] = (ms, t) => $"kern  :warn  : {Stamp(ms)} {t}",
        ["dmesg -d"] = (ms, t) => $"[{ms / 1000, 5}.{ms % 1000:000}000 <    0.000021>] {t}",
        ["kmsg"] = (ms, t) => $"5,77,{ms}000,-;{t}\n SUBSYSTEM=pci",
        ["kmsg with caller"] = (ms, t) => $"5,77,{ms}000,c,caller=T9;{t}",
        ["netconsole behind syslog"] = (ms, t) => $"Feb  9 01:02:03 10.1.1.9 5,77,{ms}000,-;{t}",
        ["rfc3164"] = (ms, t) => $"Feb  9 01:02:03 node7 kernel: {Stamp(ms)} {t}",
        ["rfc5424"] = (ms, t) =>
            $"<5>1 2030-02-09T01:02:03.1Z node7 kernel - - [x y=\"1\"] {Stamp(ms)} {t}",
        ["busybox syslog"] = (ms, t) => $"Feb  9 01:02:03 node7 kern.warn kernel: {Stamp(ms)} {t}",
        ["short-monotonic"] = (ms, t) => $"{Stamp(ms)} node7 kernel: {t}",
        ["short-monotonic with a time"] = (ms, t) => $"{Stamp(7)} node7 kernel: {Stamp(ms)} {t}",
        ["short-delta"] = (ms, t) =>
            $"[{ms / 1000, 5}.{ms % 1000:000}000 <    0.000021 >] node7 kernel: {t}",
        ["ci runner"] = (ms, t) => $"2030-02-09T01:02:03.1234567Z {Stamp(ms)} {t}",
        ["ci runner without zone"] = (ms, t) => $"2030-02-09T01:02:03.123456 {Stamp(ms)} {t}",
        ["ci job"] = (ms, t) => $"boot-test (7) | 01:02 {Stamp(ms)} {t}",
        ["conserver"] = (ms, t) => $"[Sat Feb  9 01:02:03 2030]{Stamp(ms)} {t}",
        ["tio"] = (ms, t) => $"[01:02:03.123] {Stamp(ms)} {t}",
        ["minicom"] = (ms, t) => $"[2030-02-09 01:02:03.123] {Stamp(ms)} {t}",
        ["grabserial"] = (ms, t) => $"[4.{ms % 1000:000}100 0.000200] {Stamp(ms)} {t}",
        ["clock in the same bracket"] = (ms, t) => $"{Stamp(ms - 900_000)} {Stamp(ms)} {t}",
        ["epoch in a bracket"] = (ms, t) => $"[1896829323.123456] {Stamp(ms)} {t}",
        ["ansi"] = (ms, t) => $"\e[33m{Stamp(ms)} \e[0m\e[1m{t}\e[0m\e[K",
        ["ansi spelt out"] = (ms, t) => $"^[[33m{Stamp(ms)} ^[[0m{t}^[[m",
        ["ansi in syslog"] = (ms, t) => $"#033[33m{Stamp(ms)} #033[0m{t}",
        ["ansi without its escape"] = (ms, t) => $"[33m{Stamp(ms)} [0m{t}",
        ["title of a terminal"] = (ms, t) => $"\e]0;host\a{Stamp(ms)} {t}",
        ["quoted mail"] = (ms, t) => $">> > {Stamp(ms)} {t}",
        ["blanks of HTML"] = (ms, t) => $"[\u00A0\u00A0{ms / 1000}.{ms % 1000:000}000]\u00A0{t}",
        ["numbered"] = (ms, t) => $"   12\t{Stamp(ms)} {t}",
        ["CR at the end"] = (ms, t) => $"{Stamp(ms)} {t}\r",
        ["two CRs"] = (ms, t) => $"{Stamp(ms)} {t}\r\r",
        ["NULs"] = (ms, t) => $"\0\0{Stamp(ms)} \0{t}\0",
        ["no brackets"] = (ms, t) => $"{ms / 1000, 5}.{ms % 1000:000}000 {t}",
        ["no brackets, a colon"] = (ms, t) => $"{ms / 1000}.{ms % 1000:000}000: {t}",
        ["no brackets, a level"] = (ms, t) => $"<5>{ms / 1000}.{ms % 1000:000}000 {t}",
        ["no brackets, a clock"] = (ms, t) =>
            $"2030-02-09T01:02:03.123Z {ms / 1000}.{ms % 1000:000}000 {t}",
        ["json"] = (ms, t) =>
            "{\"_TRANSPORT\":\"kernel\",\"__REALTIME_TIMESTAMP\":\"1896829323123456\","
            + $"\"MESSAGE\":\"{t}\",\"_SOURCE_MONOTONIC_TIMESTAMP\":\"{ms}000\","
            + "\"__MONOTONIC_TIMESTAMP\":\"1\"}",
        ["json of bytes"] = (ms, t) =>
            $$"""{"__MONOTONIC_TIMESTAMP":"{{ms}}000","MESSAGE":[{{Bytes(t)}}]}""",
        ["json-pretty"] = (ms, t) =>
            $$"""
                {
                    "__MONOTONIC_TIMESTAMP" : "{{ms}}000",
                    "MESSAGE" : "{{t}}"
                }
                """,
        ["json-seq"] = (ms, t) =>
            $$"""{{'\u001E'}}{"MESSAGE":"{{t}}","__MONOTONIC_TIMESTAMP":"{{ms}}000"}""",
        ["json-sse"] = (ms, t) =>
            $$"""data: {"MESSAGE":"{{t}}","__MONOTONIC_TIMESTAMP":"{{ms}}000"}""" + "\n",
        ["json of a container"] = (ms, t) =>
            $$"""{"log":"{{Stamp(ms)}} {{t}}\n","time":"2030-02-09Z"}""",
        ["yaml of a lab"] = (ms, t) =>
            $$"""- {"dt": "2030-02-09T01:02:03.1", "lvl": "x", "msg": "{{Stamp(ms)}} {{t}}"}""",
        ["export"] = (ms, t) =>
            "__CURSOR=s=1\n__MONOTONIC_TIMESTAMP=1\n"
            + $"_SOURCE_MONOTONIC_TIMESTAMP={ms}000\nMESSAGE={t}\n",
        ["verbose"] = (ms, t) =>
            "Sat 2030-02-09 01:02:03.123456 UTC [s=1;i=2]\n    _BOOT_ID=4\n"
            + $"    MESSAGE={t}\n    _SOURCE_MONOTONIC_TIMESTAMP={ms}000",
    };

    /// <summary>Forms whose only clock is that of whoever took the messages down.</summary>
    private static readonly Dictionary<string, Func<long, string, string>> Clocks = new()
    {
        ["time of day"] = (ms, t) => $"{Clock(ms)} {t}",
        ["time of day in a bracket"] = (ms, t) => $"[{Clock(ms)}] {t}",
        ["ISO date with a zone"] = (ms, t) => $"2030-02-09T{Clock(ms)}+01:00 {t}",
        ["ISO date with a comma"] = (ms, t) => $"2030-02-09T{Clock(ms).Replace('.', ',')}+0100 {t}",
        ["ISO date of a journal"] = (ms, t) => $"2030-02-09T{Clock(ms)}000+0100 node7 kernel: {t}",
        ["short-precise"] = (ms, t) => $"Feb 09 {Clock(ms)}000 node7 kernel: {t}",
        ["short-unix"] = (ms, t) => $"1896829{ms / 1000}.{ms % 1000:000}000 node7 kernel: {t}",
        ["runner's Z"] = (ms, t) => $"2030-02-09T{Clock(ms)}0000Z {t}",
        ["grabserial"] = (ms, t) => $"[{ms / 1000}.{ms % 1000:000}000 0.000000] {t}",
        ["json"] = (ms, t) => $$"""{"__REALTIME_TIMESTAMP":"1896829{{ms}}000","MESSAGE":"{{t}}"}""",
    };

    /// <summary>Forms made of all of a log.</summary>
    private static readonly Dictionary<string, Func<byte[], byte[]>> Files = new()
    {
        ["UTF-8 with a mark"] = b => [0xEF, 0xBB, 0xBF, .. b],
        ["UTF-16 LE"] = b => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Latin(b))],
        ["UTF-16 BE"] = b => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Latin(b))],
        ["UTF-16 without a mark"] = b => Encoding.Unicode.GetBytes(Latin(b)),
        ["CR alone"] = b => Encoding.Latin1.GetBytes(Latin(b).Replace('\n', '\r')),
        ["CR and LF"] = b => Encoding.Latin1.GetBytes(Latin(b).Replace("\n", "\r\n")),
        ["all on one line"] = b => Encoding.Latin1.GetBytes(Latin(b).Replace("\n", "")),
        ["lines of others between"] = b =>
            Encoding.Latin1.GetBytes("login:\n" + Latin(b).Replace("\n", "\nPassword: \n\n")),
        ["wrapped by a mail program"] = b =>
            Encoding.Latin1.GetBytes(
                Latin(b)
                    .Replace(": shutdown", ":\n> shutdown")
                    .Replace("new kernel", "new\n> kernel")
            ),
        ["export of bytes"] = ExportOfBytes,
        ["dmesg --json"] = DmesgJson,
    };

    public static TheoryData<string> OfLines => [.. Lines.Keys];

    public static TheoryData<string> OfClocks => [.. Clocks.Keys];

    public static TheoryData<string> OfFiles => [.. Files.Keys];

    public static byte[] Plain => Whole(Lines["plain"]);

    public static byte[] Line(string form) => Whole(Lines[form]);

    public static byte[] ClockOnly(string form) => Whole(Clocks[form]);

    public static byte[] File(string form) => Files[form](Plain);

    public static byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Plain);
        }

        return packed.ToArray();
    }

    private static byte[] Whole(Func<long, string, string> form) =>
        Encoding.UTF8.GetBytes(string.Concat(Reboot.Select(l => form(l.Ms, l.Text) + "\n")));

    private static byte[] DmesgJson(byte[] plain) =>
        Encoding.UTF8.GetBytes(
            "{\n   \"dmesg\": [\n"
                + string.Join(
                    ",",
                    Reboot.Select(l =>
                        $$"""{"time": {{l.Ms / 1000}}.{{l.Ms % 1000:000}}000, "msg": "{{l.Text}}"}"""
                    )
                )
                + "\n   ]\n}\n"
        );

    private static byte[] ExportOfBytes(byte[] plain)
    {
        var bytes = new List<byte>();
        foreach ((long ms, string text) in Reboot)
        {
            byte[] length = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(length, text.Length);
            bytes.AddRange([
                .. Encoding.UTF8.GetBytes($"__CURSOR=1\n__MONOTONIC_TIMESTAMP={ms}000\nMESSAGE\n"),
                .. length,
                .. Encoding.UTF8.GetBytes(text + "\n\n"),
            ]);
        }

        return [.. bytes];
    }

    private static string Stamp(long ms) => $"[{ms / 1000, 5}.{ms % 1000:000}000]";

    /// <summary>912.345 s after 23:45, so that midnight comes between.</summary>
    private static string Clock(long ms)
    {
        TimeSpan time = TimeSpan.FromMilliseconds((ms + 85_487_640) % 86_400_000);
        return time.ToString("hh\\:mm\\:ss\\.fff");
    }

    private static string Bytes(string text) => string.Join(',', Encoding.UTF8.GetBytes(text));

    private static string Latin(byte[] bytes) => Encoding.Latin1.GetString(bytes);
}
