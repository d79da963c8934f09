namespace KexecPerf;

/// <summary>
/// LINQ's commonest operators as one loop each. Those of .NET have a class for every kind of
/// source and of what follows, compiled anew for every pair of value types: a megabyte of the
/// native command. Found before them in every namespace of ours; results are the same.
/// </summary>
public static class PlainLinq
{
    /// <summary>What <paramref name="selector"/> makes of each, in order, when asked for.</summary>
    public static IEnumerable<TResult> Select<T, TResult>(
        this IEnumerable<T> source,
        Func<T, TResult> selector
    )
    {
        foreach (T item in source)
        {
            yield return selector(item);
        }
    }

    /// <summary>The same with its place, from 0.</summary>
    public static IEnumerable<TResult> Select<T, TResult>(
        this IEnumerable<T> source,
        Func<T, int, TResult> selector
    )
    {
        int index = 0;
        foreach (T item in source)
        {
            yield return selector(item, index++);
        }
    }

    /// <summary>Those <paramref name="predicate"/> holds for, in order, when asked for.</summary>
    public static IEnumerable<T> Where<T>(this IEnumerable<T> source, Func<T, bool> predicate)
    {
        foreach (T item in source)
        {
            if (predicate(item))
            {
                yield return item;
            }
        }
    }

    /// <summary>All of what <paramref name="selector"/> makes of each, in order.</summary>
    public static IEnumerable<TResult> SelectMany<T, TResult>(
        this IEnumerable<T> source,
        Func<T, IEnumerable<TResult>> selector
    )
    {
        foreach (T item in source)
        {
            foreach (TResult part in selector(item))
            {
                yield return part;
            }
        }
    }

    /// <summary>Those of the one, then those of the other.</summary>
    public static IEnumerable<T> Concat<T>(this IEnumerable<T> first, IEnumerable<T> second)
    {
        foreach (T item in first)
        {
            yield return item;
        }

        foreach (T item in second)
        {
            yield return item;
        }
    }

    /// <summary>The first so many, or all there are; asks for no further one.</summary>
    public static IEnumerable<T> Take<T>(this IEnumerable<T> source, int count)
    {
        if (count <= 0)
        {
            yield break;
        }

        foreach (T item in source)
        {
            yield return item;
            if (--count == 0)
            {
                yield break;
            }
        }
    }

    /// <summary>Those after the first so many.</summary>
    public static IEnumerable<T> Skip<T>(this IEnumerable<T> source, int count)
    {
        foreach (T item in source)
        {
            if (count > 0)
            {
                count--;
            }
            else
            {
                yield return item;
            }
        }
    }
}
