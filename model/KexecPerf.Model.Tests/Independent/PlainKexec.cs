using KexecPerf.Model.HotPhase;
using KexecPerf.Model.Images;
using KexecPerf.Model.Machines;
using KexecPerf.Model.Scenarios;

namespace KexecPerf.Model.Tests.Independent;

/// <summary>
/// One kexec by the equations of model/README.md, written from its text: no engine, no walk of
/// pages, no process. All times in picoseconds.
/// </summary>
internal sealed class PlainKexec(
    PlainPlaces places,
    PlainNumbers n,
    PlainSources sources,
    PlainHits hits
)
{
    private const double Page4K = 4096;
    private const double Microsecond = 1e6;
    private const double Millisecond = 1e9;
    private const double NmiAfter = 1000 * Millisecond;

    private readonly Scenario _s = places.Scenario;

    private bool IsX86 => _s.Image.Architecture == Architecture.X86_64;

    private IEnumerable<int> OtherCpus => Enumerable.Range(1, _s.Machine.Cpus - 1);

    private bool Flushes => _s.Machine.Cache.Incoherent;

    /// <summary>Phases in order.</summary>
    public double this[Phase phase] =>
        phase switch
        {
            Phase.DeviceShutdown => Devices(),
            Phase.CpuShutdown => IsX86 ? CpuStop()
            : _s.Kernel.ParallelCpuOff ? CpusOffTogether()
            : CpusOff(),
            Phase.Other => n["other"],
            Phase.Relocation => Relocation(),
            Phase.Purgatory => Purgatory(),
            Phase.Handover => n["handover"],
            Phase.BootStub => BootStub(),
            Phase.EarlyBoot => n["early_boot"]
                + n["cma.boot_page"] * _s.Memory.AreaPages * _s.Areas,
        };

    private double Devices()
    {
        double serial = 0;
        double last = 0;
        foreach (Device kind in _s.Machine.Devices.Reverse())
        {
            double one = n.Of(kind);
            if (_s.Kernel.AsyncDeviceShutdown && kind.Async)
            {
                last = Math.Max(last, serial + one);
            }
            else
            {
                serial += kind.Count * one;
            }
        }

        return Math.Max(serial, last);
    }

    private double CpuStop()
    {
        double halt = n["cpu_stop.halt"];
        double flush = Flushes && _s.Kernel.WaitIncludesWbinvd ? n["cache.wbinvd"] : 0;
        double section = n["cpu_stop.irq_off"];
        double longest = OtherCpus
            .Select(cpu =>
                cpu <= _s.CpusIgnoringIpi ? NmiAfter : section * n.Of(cpu, "cpu_stop.spread")
            )
            .Select(section => Math.Min(section, NmiAfter) + halt + flush)
            .Append(0)
            .Max();

        return Math.Ceiling(longest / Microsecond) * Microsecond + halt;
    }

    private double CpusOff()
    {
        double teardown = n["cpu_off.teardown"];
        return OtherCpus.Sum(cpu => teardown * n.Of(cpu, "cpu_off.spread") + Sleeps(cpu));
    }

    /// <summary>
    /// Side by side, but for what one after the other does, in the order in which they get there.
    /// </summary>
    private double CpusOffTogether()
    {
        double teardown = n["cpu_off.teardown"];
        double serial = n["cpu_off.serial"];
        double free = 0;
        double last = 0;
        foreach (
            (double arrival, double own, int cpu) in OtherCpus
                .Select(cpu =>
                {
                    double whole = teardown * n.Of(cpu, "cpu_off.spread");
                    double own = Math.Min(serial, whole);
                    return (whole - own, own, cpu);
                })
                .Order()
        )
        {
            free = Math.Max(free, arrival) + own;
            last = Math.Max(last, free + Sleeps(cpu));
        }

        return last;
    }

    /// <summary>A look at once, then one after each sleep, until the firmware is done.</summary>
    private double Sleeps(int cpu)
    {
        double slept = 0;
        double firmware = n["cpu_off.firmware"];
        for (int look = 0; slept < firmware && slept < 100 * Millisecond; look++)
        {
            slept +=
                (_s.Kernel.CoarsePsciPoll ? 10 : 0.1 + 0.9 * n.Uniform(cpu, $"sleep {look}"))
                * Millisecond;
        }

        return slept;
    }

    private double Relocation()
    {
        double call = n["relocation.call"];
        if (IsX86 && Flushes && _s.Kernel.WbinvdBeforeRelocation)
        {
            call += n["cache.wbinvd"];
        }

        double next = _s.Kernel.BatchRuns
            ? Math.Max(n["copy.batched"], n["copy.sequential"])
            : n["copy.sequential"];
        double Entries(long pages, long runs, bool own) =>
            pages == 0
                ? 0
                : runs * Entry(n["copy.scattered"], next, own)
                    + (pages - runs) * Entry(next, next, own);
        double copied = Entries(
            places.ListedPages - sources.Own,
            sources.Runs - sources.OwnRuns,
            own: false
        );
        return call
            + copied
            + (_s.Kernel.SkipOwnDestination ? 0 : Entries(sources.Own, sources.OwnRuns, own: true));
    }

    /// <summary>
    /// One entry of the list: its first 4096 B at one rate, the rest of a larger page at another.
    /// </summary>
    private double Entry(double rate, double rest, bool own)
    {
        double bytes = _s.PageSize.Bytes;
        double w = Math.Min(1, n["copy.source_share"]);
        double farTo = places.FarOfList * (Far("numa.write") - 1);
        double farFrom = places.AreSourcesFar ? Far("numa.read") - 1 : 0;
        if (!_s.Kernel.RelocationMmu)
        {
            return n.Time(bytes, "copy.uncached") * (1 + w * farFrom + (1 - w) * farTo);
        }

        // A page that is its own destination has just been read.
        double s = _s.SourceCache == SourceCache.Warm ? 1 : 0;
        double d = own ? 1 : 0;
        double miss = (Page4K / rate + (bytes - Page4K) / rest) * 1e12;
        double hit = n.Time(bytes, "copy.cached");
        double cost =
            miss
            - (miss - hit) * (w * s + (1 - w) * d)
            + miss * (w * farFrom * (1 - s) + (1 - w) * farTo * (1 - d));
        cost += _s.Kernel.SwapCopies ? 2 * n.Time(bytes, "copy.hot") : 0;
        return IsX86
            ? cost
            : cost + (bytes / 64 * n["clean.line"] + n["clean.barrier"]) * (1 + farTo);
    }

    private double Far(string factor) => 1 + Math.Max(0, n[factor] - 1) * _s.Memory.Numa.FarShare;

    private bool IsHashed =>
        IsX86
        && !_s.Kernel.NoDigest
        && !(_s.Kernel.SkipDigest && !_s.ClassicSyscall && (_s.Kho || places.Listed.Count == 0));

    private double Purgatory()
    {
        if (!IsX86)
        {
            return 0;
        }

        double sum = n["purgatory.call"];
        if (!IsHashed)
        {
            return sum;
        }

        double capacity = _s.Machine.Cache.Size.Bytes * n["cache.share"] / Page4K;
        long touched = 2 * places.ListedPages;
        string rate = _s.Kernel.AcceleratedHash ? "hash.accelerated" : "hash.scalar";
        foreach ((long pages, long before) in places.Hashed())
        {
            // Page i of a listed segment was touched last as number 2 (before + i + 1).
            double first = (touched - 2 * (before + 1)) / capacity;
            double held = before < 0 ? 0 : hits.Sum(first, first - (pages - 1) / capacity, pages);
            bool isFar = before < 0 ? places.IsAreaFar : places.FarOfList > 0;
            sum +=
                pages * n.Time(Page4K, rate)
                + (pages - held) * n["hash.miss"] * (isFar ? Far("numa.hash_miss") : 1);
            touched += pages;
        }

        return sum;
    }

    private double BootStub()
    {
        if (!IsX86)
        {
            return 0;
        }

        KernelPayload kernel = _s.Image.Kernel;
        string algorithm = kernel.Compression switch
        {
            PayloadCompression.Gzip => "gzip",
            PayloadCompression.Zstd => "zstd",
            PayloadCompression.Lz4 or PayloadCompression.Lzo => "lz4",
            PayloadCompression.Xz or PayloadCompression.Lzma or PayloadCompression.Bzip2 => "xz",
            PayloadCompression.Unknown => "xz",
            PayloadCompression.None => "move",
        };
        double output = kernel.Uncompressed.Bytes;
        return n.Time(kernel.Bufsz.Bytes, "boot_stub.move")
            + n.Time(output, "boot_stub." + algorithm)
            + n.Time(output, "copy.batched");
    }

    /// <summary>Runs of consecutive sources in the page list.</summary>
    public long SourceRuns => sources.Runs;

    /// <summary>The whole load.</summary>
    public double Load()
    {
        double list = places.ListedPages;
        double page = _s.PageSize.Bytes;
        double inCma = places.InCma.Sum(p => p.Segment.Memsz.Bytes);
        double files = _s.Image.Segments.Where(g => g.IsFile).Sum(g => g.Bufsz.Bytes);
        double content = _s.Image.Segments.Sum(g => g.Bufsz.Bytes);
        double onDemand =
            places.Listed.Count == 0 ? (IsX86 ? 0 : inCma / 64 * n["clean.line"])
            : _s.Kernel.CopiesLinearMap ? _s.Memory.Ram.Bytes / page * n["load.map_entry"]
            : 0;
        double digest =
            IsHashed && !_s.ClassicSyscall
                ? n.Time(places.Hashed().Sum(h => h.Pages) * Page4K, "hash.accelerated")
                : 0;
        return n.Time(files, "load.read")
            + CmaRequests()
            + n["load.prepare"]
            + digest
            + n.Time(content, "load.copy")
            + n.Time(places.InCma.Sum(p => p.Segment.Bufsz.Bytes), "load.copy")
                * Math.Max(0, 1 - n["copy.source_share"])
                * FarArea
            + Zeroing(list * page)
            + list * n["load.page"]
            + sources.Parked * n["walk.parked"]
            + sources.Words * n["walk.entry"]
            + onDemand;
    }

    private double CmaRequests()
    {
        double sum =
            places.Tries * (n["cma.call"] + _s.Machine.Cpus * n["cma.cpu"])
            + (places.Tries > 0 ? n["cma.first"] : 0);
        long block = _s.PageSize.BlockPages;
        foreach ((Segment segment, long start) in places.InCma)
        {
            long pages = segment.Pages.Pages;
            long blocks = (start + pages - 1) / block - start / block + 1;
            sum += blocks * n["cma.block"] + pages * n["cma.page"];
        }

        return sum;
    }

    /// <summary>Into an area that is far from the loader, on node 0.</summary>
    private double FarArea =>
        places.IsAreaFar || _s.Memory.Numa.Loader > 0 ? Far("numa.write") - 1 : 0;

    private double Zeroing(double listed)
    {
        double clear = 0;
        double memset = 0;
        foreach ((Segment segment, _) in places.InCma)
        {
            clear += _s.InitOnAlloc ? segment.Memsz.Bytes : 0;
            memset +=
                _s.Kernel.MemsetFirst ? segment.Memsz.Bytes
                : _s.Kernel.TailZeroing ? segment.Memsz.Bytes - segment.Bufsz.Bytes
                : 0;
        }

        return n.Time(listed * (_s.InitOnAlloc ? 2 : 1), "load.clear")
            + (n.Time(clear, "load.clear") + n.Time(memset, "load.memset")) * (1 + FarArea);
    }
}
