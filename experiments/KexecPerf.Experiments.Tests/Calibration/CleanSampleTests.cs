using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using CsCheck;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Statistics;
using KexecPerf.Model.Units;

namespace KexecPerf.Experiments.Tests.Calibration;

/// <summary>Which samples count, and the machine code that hashes, walks and spins.</summary>
public static class CleanSampleTests
{
    private static readonly ProbeKey Hash = Key(ProbeKind.HashScalar);

    [Fact]
    public static void Samples_beside_a_busy_thread_do_not_count()
    {
        var figures = new Measurements();
        Add(figures, Hash, 290, 3.1, 20);
        Add(figures, Hash, 190, 1.5, 60);
        Assert.Equal(new Interval(290, 290, 290), figures.Find(Hash));
        Assert.Equal(0.25, figures.CleanPart(Hash));
        Assert.False(figures.IsDisturbed(Hash));
        Assert.Equal(80, figures.Rates(Hash).Count);
    }

    /// <summary>Rated 2.4 GHz, never above 1.5: alone the hash would be 2.0 / 1.5 times as fast.</summary>
    [Fact]
    public static void Where_none_is_clean_the_range_reaches_the_idle_rate()
    {
        var figures = new Measurements { Nominal = 2.4 };
        Add(figures, Hash, 190, 1.5, 60);
        Add(figures, Key(ProbeKind.Sequential), 7, 1.5, 60);
        Assert.True(figures.IsDisturbed(Hash));
        Interval found = figures.Find(Hash)!.Value;
        Assert.Equal((190, 190), (found.Median, found.Low));
        Assert.Equal(190 * 2.0 / 1.5, found.High, 1e-9);
        Assert.Equal(7, figures.Find(Key(ProbeKind.Sequential))!.Value.High);
    }

    [Fact]
    public static void Without_such_a_loop_all_count()
    {
        var figures = new Measurements();
        Add(figures, Hash, 290, 0, 3);
        Assert.Equal(290, figures.Find(Hash)!.Value.Median);
        Assert.Null(figures.CleanPart(Hash));
        Assert.False(figures.IsDisturbed(Hash));
        Assert.Null(figures.Find(Key(ProbeKind.Walk)));
    }

    [Fact]
    public static void The_compiled_hash_is_SHA_256()
    {
        using ExecutableRoutines? code = ExecutableRoutines.TryMap(RoutineTests.Here);
        if (code is null || !code.Has(Routine.Sha256))
        {
            return;
        }

        Gen.Byte.Array[0, 400]
            .Sample(
                message => Assert.Equal(SHA256.HashData(message), Digest(code, message)),
                iter: 200,
                threads: 1
            );
    }

    /// <summary>Five words, of which the third says that the list goes on in the next page.</summary>
    [Fact]
    public static void A_list_is_walked_to_where_it_goes_on()
    {
        using ExecutableRoutines? code = ExecutableRoutines.TryMap(RoutineTests.Here);
        using MappedMemory list = MappedMemory.TryMap(new ByteSize(8192), huge: false)!;
        nint next = list.Address + 4096;
        list.WriteList([1, 4096 | 8, next | 2]);
        Marshal.WriteIntPtr(next, 4096 | 8);
        code?.Run(Routine.WalkList, list.Address, 5);
        code?.Run(Routine.Spin, 1000, 0);
        Assert.Equal(next | 2, Marshal.ReadIntPtr(list.Address, 2 * nint.Size));
    }

    private static ProbeKey Key(ProbeKind kind) => new(kind, false, Prober.HashSize);

    private static void Add(Measurements to, ProbeKey key, double rate, double clock, int count)
    {
        for (int i = 0; i < count; i++)
        {
            to.Add(key, new Sample(rate, clock));
        }
    }

    /// <summary>Padded as FIPS 180-4 says.</summary>
    private static byte[] Digest(ExecutableRoutines code, byte[] message)
    {
        byte[] padded = GC.AllocateArray<byte>((message.Length + 72) / 64 * 64, pinned: true);
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan(padded.Length - 8), message.Length * 8L);
        uint[] state = GC.AllocateArray<uint>(8, pinned: true);
        uint[] start =
        [
            0x6a09e667,
            0xbb67ae85,
            0x3c6ef372,
            0xa54ff53a,
            0x510e527f,
            0x9b05688c,
            0x1f83d9ab,
            0x5be0cd19,
        ];
        start.CopyTo(state, 0);
        code.Run(
            Routine.Sha256,
            Marshal.UnsafeAddrOfPinnedArrayElement(state, 0),
            Marshal.UnsafeAddrOfPinnedArrayElement(padded, 0),
            padded.Length / 64
        );
        byte[] digest = new byte[32];
        for (int i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(4 * i), state[i]);
        }

        return digest;
    }
}
