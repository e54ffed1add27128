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

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();

    /// <summary>The items separated by commas, in brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", items)}]";
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
