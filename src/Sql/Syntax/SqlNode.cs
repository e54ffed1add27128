using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A node of the tree of a SQL text. Two nodes are equal when they say the same at the same place.</summary>
/// <param name="Span">The part of the text that it was read from.</param>
public abstract record SqlNode(TextSpan Span)
{
    /// <summary>The nodes directly below, in the order in which they were written as far as the kind of node knows it.</summary>
    public IReadOnlyList<SqlNode> Children
    {
        get
        {
            var nodes = new NodeList();
            Collect(nodes);
            return nodes.Items;
        }
    }

    /// <summary>This node and all below it, each before those below it.</summary>
    public IEnumerable<SqlNode> DescendantsAndSelf()
    {
        var nodes = new List<SqlNode>();
        GatherTo(nodes);
        return nodes;
    }

    /// <summary>Adds this node and all below it, each before those below it.</summary>
    public void GatherTo(ICollection<SqlNode> nodes)
    {
        var open = new Stack<SqlNode>();
        var children = new NodeList();
        open.Push(this);
        while (open.TryPop(out var node))
        {
            nodes.Add(node);
            node.Collect(children);
            children.MoveTo(open);
        }
    }

    private protected virtual void Collect(NodeList to) { }

    /// <summary>Gathers the children of a node.</summary>
    private protected sealed class NodeList
    {
        private List<SqlNode>? items;

        public IReadOnlyList<SqlNode> Items => items is null ? [] : items;

        // The last one comes to lie lowest.
        public void MoveTo(Stack<SqlNode> open)
        {
            for (var i = items?.Count - 1 ?? -1; i >= 0; i--)
            {
                open.Push(items![i]);
            }

            items?.Clear();
        }

        public NodeList Add(SqlNode? node)
        {
            if (node is not null)
            {
                (items ??= []).Add(node);
            }

            return this;
        }

        public NodeList Add<T>(Sequence<T> nodes)
            where T : SqlNode
        {
            foreach (var node in nodes.AsSpan())
            {
                (items ??= []).Add(node);
            }

            return this;
        }
    }
}
