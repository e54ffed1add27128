namespace Dbwright.Model;

/// <summary>The primary key.</summary>
public sealed record PrimaryKey(string Name, Sequence<string> Columns)
{
    /// <summary>What only one engine knows about it, sorted: <c>deferrable</c>, <c>initially deferred</c>, <c>include</c>, <c>without overlaps</c>, <c>tablespace</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}

/// <summary>A unique constraint.</summary>
public sealed record UniqueConstraint(string Name, Sequence<string> Columns)
{
    /// <summary>What only one engine knows about it, sorted: <c>deferrable</c>, <c>initially deferred</c>, <c>include</c>, <c>nulls not distinct</c>, <c>without overlaps</c>, <c>tablespace</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}

/// <summary>A check constraint; its condition is SQL of the engine.</summary>
public sealed record CheckConstraint(string Name, string Sql)
{
    /// <summary>Whether rows that were there before it were never checked.</summary>
    public bool NotValid { get; init; }

    /// <summary>What only one engine knows about it, sorted: <c>no inherit</c>, <c>not enforced</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}

/// <summary>A constraint that no two rows may overlap in the sense of its operators.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sql">The definition after the name, in the engine's SQL: <c>exclude using gist (room with =, during with &amp;&amp;)</c>.</param>
public sealed record ExclusionConstraint(string Name, string Sql);

/// <summary>What a foreign key does when the referenced row goes.</summary>
public enum ReferentialAction
{
    /// <summary>Refuse at the end of the statement or, when deferred, of the transaction.</summary>
    NoAction,

    /// <summary>Refuse at once.</summary>
    Restrict,

    /// <summary>Delete or update too.</summary>
    Cascade,

    /// <summary>Become null.</summary>
    SetNull,

    /// <summary>Become the default.</summary>
    SetDefault,
}

/// <summary>A foreign key.</summary>
public sealed record ForeignKey(
    string Name,
    Sequence<string> Columns,
    QualifiedName ReferencedTable,
    Sequence<string> ReferencedColumns
)
{
    /// <summary>When the referenced row is deleted.</summary>
    public ReferentialAction OnDelete { get; init; } = ReferentialAction.NoAction;

    /// <summary>When the referenced key changes.</summary>
    public ReferentialAction OnUpdate { get; init; } = ReferentialAction.NoAction;

    /// <summary>Whether it may be checked at the end of the transaction.</summary>
    public bool Deferrable { get; init; }

    /// <summary>Whether it is, unless the transaction says otherwise.</summary>
    public bool InitiallyDeferred { get; init; }

    /// <summary>Whether rows that were there before it were never checked.</summary>
    public bool NotValid { get; init; }

    /// <summary>What only one engine knows about it, sorted: <c>match full</c>, <c>on delete columns</c>, <c>period</c>, <c>not enforced</c>.</summary>
    public Sequence<Detail> Details { get; init; } = [];
}
