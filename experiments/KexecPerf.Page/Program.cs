using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("browser")]

namespace KexecPerf.Page;

/// <summary>
/// What the page's script calls, in its worker. All it gets is text to show: the script knows no
/// number, no word and no colour of the model.
/// </summary>
internal static partial class Program
{
    private static readonly Desk Desk = new();

    private static void Main() { }

    /// <summary>A command line's options are asked from now on; what to show first.</summary>
    [JSExport]
    internal static string Ask(string line) => Desk.Ask(line);

    /// <summary>Runs some more; what to show then.</summary>
    [JSExport]
    internal static string Step() => Desk.Step();

    /// <summary>The options after a control was moved; an empty value takes its option
    /// out.</summary>
    [JSExport]
    internal static string Change(string line, string key, string value) =>
        Desk.Change(line, key, value);

    /// <summary>The options with a host's file, whose content is kept while the page is
    /// open.</summary>
    [JSExport]
    internal static string Drop(string line, string name, byte[] content) =>
        Desk.Drop(line, name, content);

    /// <summary>How much of a file to read: one byte more than is accepted.</summary>
    [JSExport]
    internal static int MostOfFile() => Desk.MostOfFile;

    /// <summary>Version and fingerprint of the model; empty where there is more to
    /// compute.</summary>
    [JSExport]
    internal static string About() => Desk.About();
}
