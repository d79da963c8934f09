using KexecPerf.Model.Units;

namespace KexecPerf.Answers.Calibration.Probes;

/// <summary>Source, destination and page lists in one kind of mapping.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly MappedMemory _source;
    private readonly MappedMemory _destination;
    private readonly Dictionary<ByteSize, MappedMemory> _scattered = [];
    private readonly MappedMemory _sequential;

    private Workbench(MappedMemory source, MappedMemory destination, MappedMemory sequential)
    {
        _source = source;
        _destination = destination;
        _sequential = sequential;
    }

    /// <summary>First byte of the source.</summary>
    public nint Source => _source.Address;

    /// <summary>First byte of the destination.</summary>
    public nint Destination => _destination.Address;

    /// <summary>Maps the buffers, asking for huge pages or for none, and fills them; null where the system gives no memory.</summary>
    public static Workbench? TryBuild(
        bool huge,
        ByteSize size,
        IEnumerable<ByteSize> scattered,
        IRoutines routines
    )
    {
        MappedMemory? source = MappedMemory.TryMap(size, huge);
        MappedMemory? destination = MappedMemory.TryMap(size, huge);
        MappedMemory? list = TryMapList(size);
        if (source is null || destination is null || list is null)
        {
            source?.Dispose();
            destination?.Dispose();
            list?.Dispose();
            return null;
        }

        source.Fill(routines);
        destination.Fill(routines);
        list.WriteList(PageOrder.Sequential(source.Address, size.PagesRoundedUp.Pages));
        var bench = new Workbench(source, destination, list);
        foreach (ByteSize part in scattered)
        {
            if (TryMapList(part) is { } shuffled)
            {
                shuffled.WriteList(PageOrder.Scattered(source.Address, part.PagesRoundedUp.Pages));
                bench._scattered[part] = shuffled;
            }
        }

        return bench;
    }

    /// <summary>List of the source's pages in order; any number of them from the first.</summary>
    public nint SequentialList => _sequential.Address;

    /// <summary>List of the first so many bytes' pages in random order; null for a size not prepared.</summary>
    public nint? ScatteredList(ByteSize size) => _scattered.GetValueOrDefault(size)?.Address;

    /// <summary>Share of source and destination in huge pages; null where the system does not tell.</summary>
    public double? HugeShare(string? smaps)
    {
        double? source = HugePages.ShareOf(smaps, _source.Address, _source.Size.Bytes);
        double? destination = HugePages.ShareOf(
            smaps,
            _destination.Address,
            _destination.Size.Bytes
        );
        return (source + destination) / 2;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        foreach (
            MappedMemory memory in _scattered.Values.Concat([_source, _destination, _sequential])
        )
        {
            memory.Dispose();
        }
    }

    private static MappedMemory? TryMapList(ByteSize size) =>
        MappedMemory.TryMap(new ByteSize(size.PagesRoundedUp.Pages * nint.Size), huge: true);
}
