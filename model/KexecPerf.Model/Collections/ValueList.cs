using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace KexecPerf.Model.Collections;

/// <summary>
/// Lists that never change and equal every other with equal items in the same order, so that records of lists compare by value.
/// </summary>
internal static class ValueList
{
    /// <summary>A copy of a list that compares by value; null of null.</summary>
    [return: NotNullIfNotNull(nameof(items))]
    public static IReadOnlyList<T>? Of<T>(IReadOnlyList<T>? items) =>
        items is null or Values<T> ? items : new Values<T>([.. items]);

    private sealed class Values<T>(T[] items) : IReadOnlyList<T>
    {
        public int Count => items.Length;

        public T this[int index] => items[index];

        public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

        public override bool Equals(object? obj) =>
            ReferenceEquals(this, obj) || (obj is Values<T> other && this.SequenceEqual(other));

        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (T item in items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }
}
