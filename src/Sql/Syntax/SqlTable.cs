using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>An option: <c>fillfactor = 70</c>, <c>engine=InnoDB</c>, <c>strict</c>.</summary>
/// <param name="Name">Its words in lower case.</param>
/// <param name="Value">Its value as written; empty when it has none.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlOption(string Name, string Value, TextSpan Span) : SqlNode(Span);

/// <summary>A column of a table in the making.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type; <see langword="null"/> where none was written.</param>
/// <param name="Constraints">What else was said: default, not null, references …</param>
/// <param name="Position"><c>first</c> or <c>after x</c> of MariaDB, as written.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlColumn(SqlName Name, SqlType? Type, Sequence<SqlConstraint> Constraints, string Position, TextSpan Span)
    : SqlNode(Span)
{
    /// <summary>The constraint of this kind; <see langword="null"/> without one.</summary>
    public SqlConstraint? Find(SqlConstraintKind kind)
    {
        foreach (var constraint in Constraints.AsSpan())
        {
            if (constraint.Kind == kind)
            {
                return constraint;
            }
        }

        return null;
    }

    private protected override void Collect(NodeList to) => to.Add(Type).Add(Constraints);
}

/// <summary>What a constraint or another property of a column or table is.</summary>
public enum SqlConstraintKind
{
    /// <summary><c>not null</c></summary>
    NotNull,

    /// <summary><c>null</c></summary>
    Null,

    /// <summary><c>default x</c></summary>
    Default,

    /// <summary><c>check (x)</c></summary>
    Check,

    /// <summary><c>primary key</c></summary>
    PrimaryKey,

    /// <summary><c>unique</c></summary>
    Unique,

    /// <summary><c>references t</c>, <c>foreign key (…) references t</c></summary>
    ForeignKey,

    /// <summary><c>exclude using …</c></summary>
    Exclude,

    /// <summary><c>generated always as (x)</c></summary>
    Generated,

    /// <summary><c>generated … as identity</c>, <c>auto_increment</c>, <c>autoincrement</c></summary>
    Identity,

    /// <summary><c>collate c</c></summary>
    Collate,

    /// <summary><c>index</c> and <c>key</c> in a table of MariaDB</summary>
    Index,

    /// <summary><c>fulltext</c></summary>
    FullText,

    /// <summary><c>spatial</c></summary>
    Spatial,

    /// <summary><c>comment 'x'</c></summary>
    Comment,

    /// <summary><c>on update now()</c></summary>
    OnUpdate,

    /// <summary>Something else, as written in the options.</summary>
    Other,
}

/// <summary>A constraint or another property of a column or table.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlConstraint(SqlConstraintKind Kind, TextSpan Span) : SqlNode(Span)
{
    /// <summary>Its name.</summary>
    public SqlName? Name { get; init; }

    /// <summary>The columns; empty for a constraint of one column.</summary>
    public Sequence<SqlIndexPart> Columns { get; init; } = [];

    /// <summary>The columns of <c>include</c>.</summary>
    public Sequence<SqlName> Include { get; init; } = [];

    /// <summary>The condition, default, or generating expression.</summary>
    public SqlExpression? Expression { get; init; }

    /// <summary>What a foreign key refers to.</summary>
    public SqlReference? References { get; init; }

    /// <summary>The index of <c>using index</c>.</summary>
    public SqlName? UsingIndex { get; init; }

    /// <summary>Whether <c>not valid</c>.</summary>
    public bool IsNotValid { get; init; }

    /// <summary>Whether <c>not enforced</c>.</summary>
    public bool IsNotEnforced { get; init; }

    /// <summary>Whether <c>no inherit</c>.</summary>
    public bool IsNoInherit { get; init; }

    /// <summary><c>deferrable</c>; <see langword="null"/> when nothing is said.</summary>
    public bool? IsDeferrable { get; init; }

    /// <summary>Whether <c>initially deferred</c>.</summary>
    public bool IsInitiallyDeferred { get; init; }

    /// <summary>Whether <c>nulls not distinct</c>.</summary>
    public bool IsNullsNotDistinct { get; init; }

    /// <summary>Whether a generated column is <c>stored</c> or <c>persistent</c>.</summary>
    public bool IsStored { get; init; }

    /// <summary>Whether an identity is <c>always</c>.</summary>
    public bool IsAlways { get; init; }

    /// <summary>The method of an index.</summary>
    public string Method { get; init; } = "";

    /// <summary>What else was said, as written.</summary>
    public Sequence<SqlOption> Options { get; init; } = [];

    private protected override void Collect(NodeList to) => to.Add(Columns).Add(Expression).Add(References).Add(Options);
}

/// <summary>What a foreign key refers to.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns; empty for the primary key.</param>
/// <param name="OnDelete"><c>cascade</c>, <c>set null</c> …; empty when nothing is said.</param>
/// <param name="OnUpdate">As <paramref name="OnDelete"/>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlReference(SqlObjectName Table, Sequence<SqlName> Columns, string OnDelete, string OnUpdate, TextSpan Span)
    : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Table);
}

/// <summary>A column or expression of an index or key.</summary>
/// <param name="Value">A <see cref="SqlExpression.NameReference"/> for a column; otherwise an expression.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlIndexPart(SqlExpression Value, TextSpan Span) : SqlNode(Span)
{
    /// <summary>The length of a prefix in MariaDB.</summary>
    public SqlExpression? Length { get; init; }

    /// <summary>The collation.</summary>
    public SqlObjectName? Collation { get; init; }

    /// <summary>The operator class.</summary>
    public SqlObjectName? OperatorClass { get; init; }

    /// <summary>Whether <c>desc</c>.</summary>
    public bool IsDescending { get; init; }

    /// <summary><c>nulls first</c> or <c>nulls last</c>; <see langword="null"/> when nothing is said.</summary>
    public bool? NullsFirst { get; init; }

    /// <summary>The operator of an exclusion; empty elsewhere.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The name of the column; <see langword="null"/> for an expression.</summary>
    public string? Column => Value is SqlExpression.NameReference { Parts.Count: 1 } name ? name.Name : null;

    private protected override void Collect(NodeList to) => to.Add(Value).Add(Length).Add(Collation).Add(OperatorClass);
}

/// <summary><c>create table</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateTableStatement(SqlObjectName Name, TextSpan Span) : SqlStatement(Span)
{
    /// <summary><c>temporary</c>, <c>unlogged</c>, <c>foreign</c>, <c>virtual</c>; empty for plain tables.</summary>
    public string Persistence { get; init; } = "";

    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>if not exists</c>.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The columns.</summary>
    public Sequence<SqlColumn> Columns { get; init; } = [];

    /// <summary>The constraints of the table, in MariaDB also its indexes.</summary>
    public Sequence<SqlConstraint> Constraints { get; init; } = [];

    /// <summary>The tables of <c>like</c>.</summary>
    public Sequence<SqlObjectName> Likes { get; init; } = [];

    /// <summary>The tables of <c>inherits</c>.</summary>
    public Sequence<SqlObjectName> Inherits { get; init; } = [];

    /// <summary>The table of <c>partition of</c>.</summary>
    public SqlObjectName? PartitionOf { get; init; }

    /// <summary>The bounds of a partition, as written.</summary>
    public string Bounds { get; init; } = "";

    /// <summary><c>range (a)</c> and all that stands behind <c>partition by</c>, as written.</summary>
    public string PartitionBy { get; init; } = "";

    /// <summary>The type of <c>of type</c>.</summary>
    public SqlObjectName? OfType { get; init; }

    /// <summary>The query of <c>as</c>.</summary>
    public SqlStatement? Query { get; init; }

    /// <summary>The options.</summary>
    public Sequence<SqlOption> Options { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(Name).Add(PartitionOf).Add(OfType).Add(Columns).Add(Constraints).Add(Likes).Add(Inherits).Add(Options).Add(Query);
}

/// <summary><c>create index</c>.</summary>
/// <param name="Name">The name; <see langword="null"/> when PostgreSQL is to choose one.</param>
/// <param name="Table">The table.</param>
/// <param name="Parts">The columns and expressions.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateIndexStatement(SqlObjectName? Name, SqlObjectName Table, Sequence<SqlIndexPart> Parts, TextSpan Span)
    : SqlStatement(Span)
{
    /// <summary><c>unique</c>, <c>fulltext</c>, <c>spatial</c>; empty for plain indexes.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>concurrently</c>.</summary>
    public bool IsConcurrently { get; init; }

    /// <summary>Whether <c>if not exists</c>.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>Whether <c>on only</c>.</summary>
    public bool IsOnly { get; init; }

    /// <summary>The method: <c>gin</c>; empty when nothing is said.</summary>
    public string Method { get; init; } = "";

    /// <summary>The columns of <c>include</c>.</summary>
    public Sequence<SqlIndexPart> Include { get; init; } = [];

    /// <summary>Whether <c>nulls not distinct</c>.</summary>
    public bool IsNullsNotDistinct { get; init; }

    /// <summary>The condition.</summary>
    public SqlExpression? Where { get; init; }

    /// <summary>The options; of MariaDB also <c>algorithm</c> and <c>lock</c>.</summary>
    public Sequence<SqlOption> Options { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(Name).Add(Table).Add(Parts).Add(Include).Add(Options).Add(Where);
}
