using System.Runtime.InteropServices;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>Items of lists under construction, nested lists above each other, so that only the finished list is an array of its own.</summary>
internal sealed class Scratch<T>
{
    private readonly List<T> items = [];

    /// <summary>Where a list begins that is begun now.</summary>
    public int Mark => items.Count;

    /// <summary>Adds to the list begun last.</summary>
    public void Add(T item) => items.Add(item);

    /// <summary>Ends the list begun last.</summary>
    public Sequence<T> Take(int mark)
    {
        if (items.Count == mark)
        {
            return [];
        }

        var sequence = Sequence.Create<T>(CollectionsMarshal.AsSpan(items)[mark..]);
        items.RemoveRange(mark, items.Count - mark);
        return sequence;
    }
}
