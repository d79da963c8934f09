using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KexecPerf.Answers.Calibration.Probes;
using KexecPerf.Answers.Documents;
using KexecPerf.Model.Units;
using Architecture = KexecPerf.Model.Machines.Architecture;

namespace KexecPerf.Experiments.Tests.Calibration;

public class RoutineTests
{
    private const int Pages = 96;
    private const int Bytes = Pages * (int)PageCount.PageBytes;

    internal static readonly Architecture Here =
        RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64
            ? Architecture.Arm64
            : Architecture.X86_64;

    public static TheoryData<bool> Both { get; } = new(true, false);

    [Theory]
    [MemberData(nameof(Both))]
    public void Pages_are_copied_in_the_order_of_the_list(bool executable) =>
        With(
            executable,
            (routines, source, destination) =>
            {
                Routine[] copies =
                [
                    Routine.CopyPages,
                    Routine.CopyPagesBarrier,
                    Routine.CopyPagesClean,
                ];
                foreach (Routine routine in copies.Where(routines.Has))
                {
                    nint[] order = PageOrder.Scattered(source.Address, Pages);
                    using MappedMemory list = MappedMemory.TryMap(
                        new ByteSize(Pages * 8),
                        huge: false
                    )!;
                    list.WriteList(order);
                    routines.Run(Routine.Zero, destination.Address, Bytes);
                    routines.Run(routine, destination.Address, list.Address, Pages);
                    byte[] expected =
                    [
                        .. order.SelectMany(page => Read(page, (int)PageCount.PageBytes)),
                    ];
                    Assert.Equal(expected, Read(destination.Address, Bytes));
                    Assert.Equal(Guard, Read(destination.Address + Bytes, Guard.Length));
                }
            }
        );

    [Theory]
    [MemberData(nameof(Both))]
    public void Runs_are_copied_and_zeroed_exactly(bool executable) =>
        With(
            executable,
            (routines, source, destination) =>
            {
                byte[] expected = Read(source.Address, Bytes);
                foreach (
                    Routine routine in ((Routine[])[Routine.CopyRun, Routine.CopyBackward]).Where(
                        routines.Has
                    )
                )
                {
                    routines.Run(routine, destination.Address, source.Address, Bytes);
                    Assert.Equal(expected, Read(destination.Address, Bytes));
                    routines.Run(Routine.Zero, destination.Address, Bytes);
                    Assert.Equal(new byte[Bytes], Read(destination.Address, Bytes));
                    Assert.Equal(Guard, Read(destination.Address + Bytes, Guard.Length));
                }
            }
        );

    [Fact]
    public void No_pages_are_no_work() =>
        With(true, (routines, _, _) => routines.Run(Routine.CopyPages, 0, 0, 0));

    [Fact]
    public void A_scattered_order_holds_each_page_once()
    {
        nint[] sequential = PageOrder.Sequential(4096, 1000);
        nint[] scattered = PageOrder.Scattered(4096, 1000);
        Assert.NotEqual(sequential, scattered);
        Assert.Equal(sequential, scattered.Order());
    }

    [Fact]
    public void Every_routine_there_is_ends_with_a_return()
    {
        // The compiler's code has its constants behind it.
        Assert.All(
            MachineCode.For(Architecture.X86_64).Where(r => r.Key != Routine.Sha256),
            r => Assert.Equal(0xc3, r.Value[^1])
        );
        Assert.All(
            MachineCode.For(Architecture.Arm64).Values,
            code => Assert.Equal([0xc0, 0x03, 0x5f, 0xd6], code[^4..])
        );
    }

    [Fact]
    public void Filled_memory_holds_no_page_of_zeros() =>
        With(
            true,
            (_, source, _) =>
                Assert.All(
                    Enumerable.Range(0, Pages),
                    page => Assert.Contains(Read(source.Address + page * 4096, 64), b => b != 0)
                )
        );

    [Fact]
    public void Other_cores_start_and_stop_any_number_of_times() =>
        With(
            true,
            (routines, source, _) =>
            {
                using var others = new OtherCores(5, source, routines);
                int measured = 0;
                for (int i = 0; i < 50; i++)
                {
                    others.While(() => measured++);
                }

                Assert.Throws<InvalidOperationException>(() =>
                    others.While(() => throw new InvalidOperationException())
                );
                others.While(() => measured++);
                Assert.Equal(51, measured);
            }
        );

    [Fact]
    public void The_scalar_hash_is_sha256()
    {
        byte[] message = new byte[1000];
        new Random(5).NextBytes(message);
        for (int length = 0; length <= message.Length; length += length < 200 ? 1 : 37)
        {
            Assert.Equal(
                SHA256.HashData(message.AsSpan(0, length)),
                Sha256.Hash(message.AsSpan(0, length))
            );
        }
    }

    private static byte[] Guard { get; } = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];

    private static void With(bool executable, Action<IRoutines, MappedMemory, MappedMemory> test)
    {
        using ExecutableRoutines? native = executable ? ExecutableRoutines.TryMap(Here) : null;
        Assert.Equal(executable, native is not null);
        IRoutines routines = native ?? (IRoutines)new PortableRoutines();
        using MappedMemory source = MappedMemory.TryMap(new ByteSize(Bytes), huge: true)!;
        using MappedMemory destination = MappedMemory.TryMap(
            new ByteSize(Bytes + 4096),
            huge: false
        )!;
        source.Fill(routines);
        byte[] noise = new byte[Bytes];
        new Random(2).NextBytes(noise);
        Marshal.Copy(noise, 0, source.Address, Bytes);
        destination.Fill(routines);
        Marshal.Copy(Guard, 0, destination.Address + Bytes, Guard.Length);
        test(routines, source, destination);
    }

    private static byte[] Read(nint address, int length)
    {
        byte[] bytes = new byte[length];
        Marshal.Copy(address, bytes, 0, length);
        return bytes;
    }
}
