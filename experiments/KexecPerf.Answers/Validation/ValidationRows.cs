using System.IO.Compression;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Inputs;

namespace KexecPerf.Answers.Validation;

/// <summary>Reads CSV files of measured rows; every column must be there, and every complaint names file, line and column.</summary>
internal static class ValidationRows
{
    private const string Prefix = "validation/";
    private const string Packed = ".gz";

    private static readonly string[] Roles = ["calibration", "validation", "claim", "excluded"];

    private static readonly string[] Columns =
    [
        "id",
        "machine",
        "evidence",
        "kernel_version",
        "hash",
        "placement",
        "kernel_memsz_bytes",
        "kernel_bufsz_bytes",
        "initrd_bytes",
        "cpus",
        "ram_bytes",
        "cma_area_bytes",
        "cma_fill",
        "cma_occupancy_percent",
        "cma_pinned_pages",
        "cma_longterm_pins",
        "request_pages",
        "request_align_order",
        "quantity",
        "value",
        "low",
        "high",
        "unit",
        "n",
        "role",
        "source",
        "notes",
    ];

    /// <summary>The rows shipped with the command.</summary>
    public static List<ValidationRow> Shipped() =>
        [
            .. typeof(ValidationRows)
                .Assembly.GetManifestResourceNames()
                .Where(n =>
                    n.StartsWith(Prefix, StringComparison.Ordinal)
                    && n.EndsWith(Packed, StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal)
                .SelectMany(n =>
                    Read(
                        n[Prefix.Length..^Packed.Length],
                        new GZipStream(Resource(n), CompressionMode.Decompress)
                    )
                ),
        ];

    /// <summary>The rows of a user's file.</summary>
    /// <param name="file">CSV.</param>
    /// <param name="measured">Whether a row that is not excluded needs a value.</param>
    /// <exception cref="InputException">Not readable, or not in the documented columns.</exception>
    public static List<ValidationRow> Read(string file, bool measured = true) =>
        Read(file, new MemoryStream(InputFile.ReadAll(file, CsvTable.MostMiB)), measured);

    /// <summary>A shipped file.</summary>
    internal static Stream Resource(string name) =>
        typeof(ValidationRows).Assembly.GetManifestResourceStream(name)!;

    private static List<ValidationRow> Read(string file, Stream stream, bool measured = true) =>
        CsvTable.Read(file, stream, Columns, line => new Cells(line).Row(measured));

    /// <summary>The cells of a line.</summary>
    private sealed class Cells(CsvLine line)
    {
        public ValidationRow Row(bool measured)
        {
            string role = Choice("role", Roles);
            return new ValidationRow
            {
                Place = line.Place("id"),
                Id = Text("id"),
                Machine = Text("machine"),
                Evidence = Choice("evidence", "native", "emulated", "published"),
                KernelVersion = Text("kernel_version"),
                Hash = Text("hash") != "off",
                Placement = Choice("placement", "page-list", "cma", "mixed", ""),
                KernelMemszBytes = Whole("kernel_memsz_bytes"),
                KernelBufszBytes = Whole("kernel_bufsz_bytes"),
                InitrdBytes = Whole("initrd_bytes"),
                Cpus = (int?)Whole("cpus", 8192),
                RamBytes = Whole("ram_bytes"),
                CmaAreaBytes = Whole("cma_area_bytes"),
                CmaFill = Text("cma_fill"),
                CmaOccupancyPercent = Number("cma_occupancy_percent"),
                CmaPinnedPages = Whole("cma_pinned_pages"),
                CmaLongtermPins = Whole("cma_longterm_pins") == 1,
                MemoryMix = Said("memory_mix"),
                CmaMix = Said("cma_mix"),
                FreeBytes = Counted("free_bytes"),
                RequestPages = Whole("request_pages"),
                RequestAlignOrder = (int?)Whole("request_align_order"),
                Quantity = Text("quantity"),
                Value = role == "excluded" || !measured ? Number("value") : Needed("value"),
                Low = Number("low"),
                High = Number("high"),
                Unit = Text("unit"),
                N = (int)(Whole("n", 1_000_000) ?? 1),
                Runs = Runs(),
                Role = role,
                Source = Text("source"),
                Notes = Text("notes"),
                KernelCompression = Compression(),
                ListWords = Counted("list_words"),
                ParkedPages = Counted("parked_pages"),
            };
        }

        /// <summary>A column that user files need not have.</summary>
        private string Optional(string column) => line.Has(column) ? Text(column) : "";

        private long? Counted(string column) => line.Has(column) ? Whole(column) : null;

        private string Compression() =>
            Optional("kernel_compression").Length == 0
                ? ""
                : Choice("kernel_compression", RowScenario.Compressions);

        /// <summary>Numbers with blanks between them.</summary>
        private List<double> Runs() =>
            [
                .. Optional("runs")
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(r => line.Number("runs", r)),
            ];

        private string? Said(string column) =>
            Optional(column) is { Length: > 0 } text ? text : null;

        private string Text(string column) => line.Text(column);

        private string Choice(string column, params string[] known)
        {
            string text = Text(column);
            return known.Contains(text)
                ? text
                : throw Wrong(column, $"'{UserText.Shorten(text)}'; {Nearest.Hint(text, known)}");
        }

        private long? Whole(string column, long most = 1L << 50)
        {
            double? number = Number(column);
            return
                number is null
                || (number >= 0 && number <= most && number == Math.Floor(number.Value))
                ? (long?)number
                : throw Wrong(
                    column,
                    $"'{UserText.Shorten(Text(column))}' is out of range; write a whole "
                        + $"number from 0 to {most}"
                );
        }

        private double Needed(string column) =>
            Number(column)
            ?? throw Wrong(column, "is empty; write the median, or mark the row excluded");

        private double? Number(string column) =>
            Text(column) is { Length: > 0 } text ? line.Number(column, text) : null;

        private InputException Wrong(string column, string what) => new(line.Place(column), what);
    }
}
