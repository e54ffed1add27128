using System.Collections;
using System.Runtime.CompilerServices;

namespace Dbwright.Model;

/// <summary>An immutable list that is equal by content, so that records which hold lists keep structural equality.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
public sealed class Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly T[] items;

    internal Sequence(T[] items) => this.items = items;

    /// <summary>The sequence without items.</summary>
    public static Sequence<T> Empty { get; } = new([]);

    /// <inheritdoc />
    public int Count => items.Length;

    /// <inheritdoc />
    public T this[int index] => items[index];

    /// <summary>The items as a span, for code that iterates often.</summary>
    public ReadOnlySpan<T> AsSpan() => items;

    /// <inheritdoc />
    public bool Equals(Sequence<T>? other) =>
        other is not null
        && (ReferenceEquals(this, other) || items.AsSpan().SequenceEqual(other.items, EqualityComparer<T>.Default));

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as Sequence<T>);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    /// <summary>Goes through the items without making an object.</summary>
    public Enumerator GetEnumerator() => new(items);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>The items separated by commas, in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", items)}]";

    /// <summary>A place in a sequence.</summary>
    public struct Enumerator
    {
        private readonly T[] items;
        private int at;

        internal Enumerator(T[] items)
        {
            this.items = items;
            at = -1;
        }

        /// <summary>The item at the place.</summary>
        public readonly T Current => items[at];

        /// <summary>Goes to the next item; false behind the last one.</summary>
        public bool MoveNext() => ++at < items.Length;
    }
}

/// <summary>Makes sequences.</summary>
public static class Sequence
{
    /// <summary>A sequence of the given items; the target of collection expressions.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) =>
        items.IsEmpty ? Sequence<T>.Empty : new Sequence<T>(items.ToArray());

    /// <summary>A sequence of the items of an enumeration, in its order.</summary>
    public static Sequence<T> ToSequence<T>(this IEnumerable<T> items) => items as Sequence<T> ?? Create<T>(items.ToArray());
}
