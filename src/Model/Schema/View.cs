namespace Dbwright.Model;

/// <summary>A query with a name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">The query as the engine words it, without a semicolon at the end.</param>
public sealed record View(QualifiedName Name, string Query)
{
    /// <summary>Whether its rows are kept.</summary>
    public bool Materialized { get; init; }

    /// <summary>Names and types of its columns in their order, with the defaults that a view may have; empty where the engine does not say.</summary>
    public Sequence<Column> Columns { get; init; } = [];

    /// <summary>Indexes of a materialized view.</summary>
    public Sequence<TableIndex> Indexes { get; init; } = [];

    /// <summary>Triggers, mostly instead of writing.</summary>
    public Sequence<Trigger> Triggers { get; init; } = [];

    /// <summary>What only one engine knows about it: <c>security_barrier</c>, <c>check option</c>, <c>tablespace</c>, <c>algorithm</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];

    /// <summary>What it shows.</summary>
    public string? Comment { get; init; }

    /// <summary>How other parts of the schema refer to it.</summary>
    public ObjectId Id => new(Materialized ? ObjectKind.MaterializedView : ObjectKind.View, Name);

    /// <summary>The same view with its sets sorted by name.</summary>
    public View Sorted() =>
        this with
        {
            Indexes = Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).ToSequence(),
            Triggers = Triggers.OrderBy(t => t.Name, StringComparer.Ordinal).ToSequence(),
            Details = Details.Order().ToSequence(),
        };
}
