using KexecPerf.Answers.Hosts.Proc;
using KexecPerf.Model.Memory;

namespace KexecPerf.Experiments.Tests.Hosts;

/// <summary>What RAM in use is, of 1,000 of which 200 are free.</summary>
public class MeminfoMixTests
{
    [Fact]
    public void Cache_less_what_is_dirty_is_clean_and_shared_memory_is_none_of_it()
    {
        MemoryMix mix = Mix(
            "Cached 500 Shmem 100 Active(file) 250 Inactive(file) 150 Dirty 30 Writeback 10 "
                + "AnonPages 240"
        );
        Check(mix, clean: 360, dirty: 40, shmem: 100, anonymous: 240, swappable: 0, unmovable: 60);
    }

    [Fact]
    public void Slab_page_tables_and_huge_pages_do_not_move() =>
        Check(
            Mix(
                "Active(file) 60 Inactive(file) 40 AnonPages 100 Slab 200 SReclaimable 150 PageTables 20 Hugetlb 300"
            ),
            clean: 100,
            dirty: 0,
            shmem: 0,
            anonymous: 100,
            swappable: 0,
            unmovable: 600
        );

    [Theory]
    [InlineData(0, 300, 0)]
    [InlineData(120, 180, 120)]
    [InlineData(900, 0, 300)]
    public void Process_memory_is_swappable_as_far_as_swap_has_room(
        int swap,
        int anonymous,
        int swappable
    )
    {
        MemoryMix mix = Mix($"Active(file) 0 Inactive(file) 0 AnonPages 300 SwapFree {swap}");
        Check(mix, 0, 0, 0, anonymous, swappable, 500);
    }

    /// <summary>
    /// 50 of 300 of process memory are locked, and 20 of files, which are on no list of files.
    /// </summary>
    [Fact]
    public void Locked_memory_moves_and_is_neither_dropped_nor_swapped()
    {
        MemoryMix mix = Mix(
            "Active(file) 200 Inactive(file) 100 AnonPages 300 Active(anon) 150 "
                + "Inactive(anon) 100 Unevictable 70 Mlocked 70 SwapFree 999"
        );
        Check(mix, 300, 0, 0, anonymous: 70, swappable: 250, unmovable: 180);
    }

    [Fact]
    public void An_excerpt_with_the_cache_alone_counts_it_less_shared_memory() =>
        Check(Mix("Cached 400 Buffers 50 Shmem 100 AnonPages 200"), 350, 0, 100, 200, 0, 150);

    [Fact]
    public void One_that_says_nothing_of_use_gives_no_mix() => Assert.Null(Of("Slab 100"));

    private static MemoryMix Mix(string text) => Of(text)!;

    private static MemoryMix? Of(string text)
    {
        string[] words = ("MemTotal 1000 MemFree 200 " + text).Split(' ');
        return MeminfoMix.Of(words.Chunk(2).ToDictionary(w => w[0], w => long.Parse(w[1])));
    }

    private static void Check(
        MemoryMix mix,
        int clean,
        int dirty,
        int shmem,
        int anonymous,
        int swappable,
        int unmovable
    ) =>
        Assert.Equal(
            [clean, dirty, shmem, anonymous, swappable, unmovable],
            new[]
            {
                mix.Clean,
                mix.Dirty,
                mix.Shmem,
                mix.Anonymous,
                mix.Swappable,
                mix.Unmovable,
            }.Select(share => (int)Math.Round(share * 800))
        );
}
