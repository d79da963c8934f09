namespace KexecPerf.Model.Tests.Collections;

public static class PlainLinqTests
{
    private static readonly int[] Numbers = [5, 3, 8, 3, 1];

    [Fact]
    public static void Ours_is_found_before_that_of_NET() =>
        Assert.Equal(typeof(PlainLinq), Numbers.Select(n => n).GetType().DeclaringType);

    /// <summary>Each operator, and that of .NET.</summary>
    public static TheoryData<IEnumerable<int>, IEnumerable<int>> Pairs { get; } =
        new()
        {
            { Numbers.Select(n => n * n), Enumerable.Select(Numbers, n => n * n) },
            { Numbers.Select((n, i) => n - i), Enumerable.Select(Numbers, (n, i) => n - i) },
            { Numbers.Where(n => n > 2), Enumerable.Where(Numbers, n => n > 2) },
            {
                Numbers.SelectMany(n => new int[n % 4]),
                Enumerable.SelectMany(Numbers, n => new int[n % 4])
            },
            { Numbers.Concat([7]), Enumerable.Concat(Numbers, [7]) },
            { Numbers.Take(2), Enumerable.Take(Numbers, 2) },
            { Numbers.Take(9), Enumerable.Take(Numbers, 9) },
            { Numbers.Take(-1), Enumerable.Take(Numbers, -1) },
            { Numbers.Skip(2), Enumerable.Skip(Numbers, 2) },
            { Numbers.Skip(9), Enumerable.Skip(Numbers, 9) },
            { Numbers.Skip(-1), Enumerable.Skip(Numbers, -1) },
        };

    [Theory]
    [MemberData(nameof(Pairs), DisableDiscoveryEnumeration = true)]
    public static void It_gives_the_same(IEnumerable<int> ours, IEnumerable<int> theirs)
    {
        Assert.Equal(theirs, ours);
        // And asked again.
        Assert.Equal(theirs, ours);
    }

    [Fact]
    public static void No_more_is_asked_for_than_was_taken()
    {
        static IEnumerable<int> Two()
        {
            yield return 1;
            yield return 2;
            throw new InvalidOperationException("asked for a third");
        }

        Assert.Equal([1, 2], Two().Take(2));
    }
}
