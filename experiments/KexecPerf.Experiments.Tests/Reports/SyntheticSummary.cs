using System.Globalization;
using System.Text;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Units;
using KexecPerf.Studies.Summaries;

namespace KexecPerf.Experiments.Tests.Reports;

/// <summary>Summaries made up from a few plain formulas: in the columns of a study, and no result of any.</summary>
internal static class SyntheticSummary
{
    public static SummaryTable Machines() =>
        Table(
            ("machine", ["amd-server-96c", "arm64-128c", "intel-server", "zen4-vm"]),
            ("kernel_version", ["7.2", "7.3"])
        );

    public static SummaryTable KernelVersions() =>
        Table(
            ("machine", ["arm64-128c", "zen4-vm"]),
            ("kernel_version", ["5.10", "6.12", "6.17", "7.2", "7.3"])
        );

    public static SummaryTable ImageSize() =>
        Table(
            ("image", ["8MiB", "32MiB", "128MiB", "512MiB", "2GiB", "4GiB"]),
            ("machine", ["arm64-128c", "intel-server", "zen4-vm"]),
            ("kernel_version", ["7.2", "7.3"])
        );

    public static SummaryTable MemoryPressure() =>
        Table(
            ("image", ["16MiB", "64MiB", "256MiB", "1GiB"]),
            ("cma_occupancy", ["0%", "20%", "40%", "60%", "80%", "95%"]),
            ("cma_pinned", ["0", "1", "16", "256"])
        );

    public static SummaryTable DmaRisk() =>
        Table(
            ("image", ["16MiB", "64MiB", "256MiB", "1GiB", "4GiB"]),
            ("machine", ["arm64-128c", "intel-server"]),
            ("kernel_version", ["7.2", "7.3"])
        );

    public static SummaryTable WhatNext() =>
        Table(
            ("machine", ["arm64-128c", "zen4-vm"]),
            (
                "kernel_version",
                [
                    "7.2",
                    "7.2+accelerated-hash",
                    "7.2+skip-digest",
                    "7.2+async-device-shutdown",
                    "7.2+parallel-cpu-off",
                ]
            )
        );

    public static SummaryTable Zeroing() =>
        Table(
            ("image", ["64MiB", "256MiB"]),
            ("init_on_alloc", ["off", "on"]),
            ("kernel_version", ["7.2", "7.2+memset-first", "7.2+tail-zeroing"])
        );

    public static SummaryTable CpuCount() =>
        Table(
            ("machine", ["arm64-128c", "intel-server"]),
            ("cpus", ["1", "4", "16", "64", "256", "512"])
        );

    /// <summary>By the name of a study.</summary>
    public static SummaryTable Of(string study) =>
        study switch
        {
            "machines" => Machines(),
            "kernel-versions" => KernelVersions(),
            "image-size" => ImageSize(),
            "memory-pressure-cache" or "memory-pressure-anonymous" => MemoryPressure(),
            "dma-risk" => DmaRisk(),
            "what-next" or "what-next-arm64" => WhatNext(),
            "cpu-count" => CpuCount(),
            "zeroing" => Zeroing(),
            _ => Table(("hash.scalar", ["200 MB/s", "400 MB/s"]), ("kho", ["on", "off"])),
        };

    public static SummaryTable Table(params (string Key, string[] Values)[] axes) =>
        Read(Csv(axes));

    /// <summary>The same table with some of its columns.</summary>
    public static SummaryTable Only(SummaryTable table, Func<string, bool> keep)
    {
        string[] columns = [.. table.Columns.Where(keep)];
        IEnumerable<string[]> rows = table.Points.Select(p => columns.Select(p.Text).ToArray());
        return Read(CsvRenderer.Render([columns, .. rows]));
    }

    /// <summary>A table from its text.</summary>
    public static SummaryTable Read(string csv) =>
        SummaryTable.Read("summary.csv", new MemoryStream(Encoding.UTF8.GetBytes(csv)));

    /// <summary>All combinations, the last axis fastest.</summary>
    public static string Csv(params (string Key, string[] Values)[] axes)
    {
        IEnumerable<Dictionary<string, string>> points =
        [
            [],
        ];
        foreach ((string key, string[] values) in axes)
        {
            points =
            [
                .. points.SelectMany(p =>
                    values.Select(v => new Dictionary<string, string>(p) { [key] = v })
                ),
            ];
        }

        List<List<(string Column, string Cell)>> rows = [.. points.Select((p, i) => Row(p, i))];
        return string.Join(',', rows[0].Select(c => c.Column))
            + "\n"
            + string.Concat(rows.Select(r => string.Join(',', r.Select(c => c.Cell)) + "\n"));
    }

    private static List<(string, string)> Row(Dictionary<string, string> point, int number)
    {
        var cells = new List<(string, string)> { ("point", Text(number)) };
        foreach ((string key, string value) in point)
        {
            cells.Add((key, value));
            switch (key)
            {
                case "image" or "cma":
                    cells.Add((key + "_bytes", Text(ByteSize.Parse(value).Bytes)));
                    break;
                case "cma_occupancy":
                    cells.Add((key + "_percent", value.TrimEnd('%')));
                    break;
            }
        }

        new SyntheticPoint(point).AddTo(cells);
        return cells;
    }

    internal static string Text(double x) => Numbers.Csv(x);

    internal static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
