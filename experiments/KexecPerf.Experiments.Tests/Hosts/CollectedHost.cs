using System.Globalization;
using System.Text;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>What collect.sh packs of a host, by the names in its tar.</summary>
internal sealed class CollectedHost
{
    private readonly SortedDictionary<string, byte[]> _files = new() { ["MISSING"] = [] };

    /// <summary>A file and its text.</summary>
    public CollectedHost Set(string name, string content) =>
        Set(name, Encoding.Latin1.GetBytes(content));

    public CollectedHost Set(string name, byte[] content)
    {
        _files[name] = content;
        return this;
    }

    /// <summary>Files of one line below a folder.</summary>
    public CollectedHost In(string folder, params (string Name, string Line)[] lines)
    {
        foreach ((string name, string line) in lines)
        {
            Set($"{folder}/{name}", line + "\n");
        }

        return this;
    }

    /// <summary>Who sets CPU 0's frequency; kHz.</summary>
    public CollectedHost Frequency(string driver, string governor, long min, long max, long now) =>
        In(
            "sys/devices/system/cpu/cpu0/cpufreq",
            ("scaling_driver", driver),
            ("scaling_governor", governor),
            ("cpuinfo_min_freq", $"{min}"),
            ("cpuinfo_max_freq", $"{max}"),
            ("scaling_cur_freq", $"{now}")
        );

    /// <summary>Rows as <c>uniq -c</c> writes them.</summary>
    public CollectedHost Counted(string name, params string[] rows) =>
        Set(name, string.Concat(rows.Select(r => $"      {r}\n")));

    /// <summary>Data caches by level, innermost first.</summary>
    public CollectedHost Caches(string shared, params string[] sizes)
    {
        for (int i = 0; i < sizes.Length; i++)
        {
            In(
                $"sys/devices/system/cpu/cpu0/cache/index{i}",
                ("level", $"{i + 1}"),
                ("type", i == 0 ? "Data" : "Unified"),
                ("size", sizes[i]),
                ("shared_cpu_list", i == sizes.Length - 1 ? shared : "0")
            );
        }

        return this;
    }

    /// <summary>
    /// The four files of /proc on memory that agree with one another: each zone has half of its
    /// pages free, in movable blocks of the largest order and what is left over in unmovable single
    /// pages. Of what is used half is clean page cache and three tenths are of processes.
    /// </summary>
    /// <param name="kib">A page.</param>
    /// <param name="largest">Order of the largest block.</param>
    /// <param name="more">Lines of meminfo beside MemTotal and MemFree.</param>
    /// <param name="zones">Node, name and managed pages.</param>
    public CollectedHost Memory(
        int kib,
        int largest,
        string more,
        params (int Node, string Name, long Pages)[] zones
    )
    {
        var info = new StringBuilder();
        var buddy = new StringBuilder();
        string orders = string.Join(' ', Enumerable.Range(0, largest + 1));
        var types = new StringBuilder($"Free pages count per migrate type at order {orders}\n");
        foreach ((int node, string name, long pages) in zones)
        {
            long free = pages / 2;
            long[] blocks = new long[largest + 1];
            blocks[largest] = free >> largest;
            blocks[0] = free - (blocks[largest] << largest);
            info.Append(CultureInfo.InvariantCulture, $"Node {node}, zone {name, 8}\n")
                .Append(CultureInfo.InvariantCulture, $"  pages free     {free}\n")
                .Append(CultureInfo.InvariantCulture, $"        min      {pages / 1000}\n")
                .Append(CultureInfo.InvariantCulture, $"        low      {pages / 800}\n")
                .Append(CultureInfo.InvariantCulture, $"        managed  {pages}\n")
                .Append("      nr_free_cma  0\n");
            foreach (int order in (int[])[0, largest])
            {
                types.Append(
                    CultureInfo.InvariantCulture,
                    $"Node {node, 4}, zone {name, 8}, type {(order == 0 ? "Unmovable" : "Movable"), 12} "
                );
                types.AppendJoin(' ', blocks.Select((n, o) => o == order ? n : 0)).Append('\n');
            }

            buddy.Append(
                CultureInfo.InvariantCulture,
                $"Node {node}, zone {name, 8} {string.Join(' ', blocks)}\n"
            );
        }

        long total = zones.Sum(z => z.Pages) * kib;
        long unused = zones.Sum(z => z.Pages / 2) * kib;
        long used = total - unused;
        string use = string.Join(
            '\n',
            $"MemTotal: {total} kB",
            $"MemFree: {unused} kB",
            $"MemAvailable: {total * 3 / 4} kB",
            $"Active(file): {used / 5} kB",
            $"Inactive(file): {used * 3 / 10} kB",
            $"Active(anon): {used * 3 / 10} kB",
            "Inactive(anon): 0 kB",
            $"AnonPages: {used * 3 / 10} kB"
        );
        return Set("proc/meminfo", $"{use}\n{more}")
            .Set("proc/pagetypeinfo", types.ToString())
            .Set("proc/zoneinfo", info.ToString())
            .Set("proc/buddyinfo", buddy.ToString());
    }

    /// <summary>
    /// As arm64 writes it, one CPU: collect.sh keeps the first, and how many there are.
    /// </summary>
    public CollectedHost ArmCpu(string implementer, string part, int cpus) =>
        Set(
                "proc/cpuinfo",
                $"processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp asimd\nCPU implementer\t: {implementer}\n"
                    + $"CPU architecture: 8\nCPU variant\t: 0x3\nCPU part\t: {part}\nCPU revision\t: 1\n\n"
            )
            .Set("sys/devices/system/cpu/online", $"0-{cpus - 1}\n");

    /// <summary>As collect.sh packs them.</summary>
    public byte[] Tar()
    {
        var tar = new TarBuilder().Add("./", [], '5');
        foreach ((string name, byte[] content) in _files)
        {
            tar.Add("./" + name, content);
        }

        return tar.Build();
    }
}
