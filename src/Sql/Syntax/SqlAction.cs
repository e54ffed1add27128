using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary><c>alter</c> of a table or another object.</summary>
/// <param name="Kind">What is altered: <c>table</c>, <c>index</c>, <c>materialized view</c>, <c>type</c> …</param>
/// <param name="Name">The object.</param>
/// <param name="Actions">What is done, in the order written.</param>
/// <param name="Span">The part of the text.</param>
public sealed record AlterStatement(string Kind, SqlObjectName Name, Sequence<SqlAction> Actions, TextSpan Span)
    : SqlStatement(Span)
{
    /// <summary>Whether <c>if exists</c>.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether <c>only</c>.</summary>
    public bool IsOnly { get; init; }

    /// <summary>The table of <c>alter policy p on t</c> and the like.</summary>
    public SqlObjectName? Table { get; init; }

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Table).Add(Actions);
}

/// <summary>An action of <c>alter</c>: a closed union.</summary>
/// <param name="Span">The part of the text.</param>
public abstract record SqlAction(TextSpan Span) : SqlNode(Span)
{
    /// <summary><c>add column</c>; MariaDB adds several in parentheses.</summary>
    /// <param name="Columns">The columns.</param>
    /// <param name="IfNotExists">Whether <c>if not exists</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record AddColumns(Sequence<SqlColumn> Columns, bool IfNotExists, TextSpan Span) : SqlAction(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Columns);
    }

    /// <summary><c>modify</c> and <c>change</c> of MariaDB.</summary>
    /// <param name="OldName">The name before.</param>
    /// <param name="Column">The whole new definition.</param>
    /// <param name="IsChange">Whether <c>change</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record ModifyColumn(SqlName OldName, SqlColumn Column, bool IsChange, TextSpan Span) : SqlAction(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Column);
    }

    /// <summary><c>drop</c> of a part: <c>column</c>, <c>constraint</c>, <c>index</c>, <c>primary key</c>, <c>foreign key</c>, <c>check</c>, <c>partition</c>.</summary>
    /// <param name="Kind">Of what.</param>
    /// <param name="Name">Its name; <see langword="null"/> for the primary key.</param>
    /// <param name="IfExists">Whether <c>if exists</c>.</param>
    /// <param name="IsCascade">Whether <c>cascade</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Drop(string Kind, SqlName? Name, bool IfExists, bool IsCascade, TextSpan Span) : SqlAction(Span);

    /// <summary><c>rename</c>: of a part or of the object itself.</summary>
    /// <param name="Kind"><c>column</c>, <c>constraint</c>, <c>index</c>, <c>attribute</c>, <c>value</c>; empty for the object itself.</param>
    /// <param name="OldName">The part; <see langword="null"/> for the object itself.</param>
    /// <param name="NewName">The new name.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Rename(string Kind, SqlName? OldName, SqlObjectName NewName, TextSpan Span) : SqlAction(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(NewName);
    }

    /// <summary><c>add constraint</c>, in MariaDB also <c>add index</c>.</summary>
    /// <param name="Constraint">The constraint.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record AddConstraint(SqlConstraint Constraint, TextSpan Span) : SqlAction(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Constraint);
    }

    /// <summary><c>validate constraint</c>.</summary>
    /// <param name="Name">The constraint.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record ValidateConstraint(SqlName Name, TextSpan Span) : SqlAction(Span);

    /// <summary><c>alter column x …</c>.</summary>
    /// <param name="Column">The column; in PostgreSQL by name or number.</param>
    /// <param name="Change">
    /// <c>type</c>, <c>set default</c>, <c>drop default</c>, <c>set not null</c>, <c>drop not null</c>, <c>set expression</c>,
    /// <c>drop expression</c>, <c>add generated</c>, <c>drop identity</c>, <c>set generated</c>, <c>restart</c>, <c>set statistics</c>,
    /// <c>set storage</c>, <c>set compression</c>, <c>set</c>, <c>reset</c>, <c>options</c>
    /// </param>
    /// <param name="Span">The part of the text.</param>
    public sealed record AlterColumn(SqlName Column, string Change, TextSpan Span) : SqlAction(Span)
    {
        /// <summary>The new type.</summary>
        public SqlType? Type { get; init; }

        /// <summary>The new collation.</summary>
        public SqlObjectName? Collation { get; init; }

        /// <summary>The expression of <c>using</c>.</summary>
        public SqlExpression? Using { get; init; }

        /// <summary>The default or generating expression.</summary>
        public SqlExpression? Expression { get; init; }

        private protected override void Collect(NodeList to) => to.Add(Type).Add(Collation).Add(Using).Add(Expression);
    }

    /// <summary><c>attach partition</c>, <c>detach partition</c>.</summary>
    /// <param name="Table">The partition.</param>
    /// <param name="IsDetach">Whether it goes.</param>
    /// <param name="Option">Its bounds, or <c>concurrently</c>, <c>finalize</c>, as written.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Partition(SqlObjectName Table, bool IsDetach, string Option, TextSpan Span) : SqlAction(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Table);
    }

    /// <summary><c>add value</c> of an enumeration.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="IfNotExists">Whether <c>if not exists</c>.</param>
    /// <param name="Position"><c>before</c> or <c>after</c>; empty when nothing is said.</param>
    /// <param name="Neighbour">The value it stands beside.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record AddValue(string Value, bool IfNotExists, string Position, string Neighbour, TextSpan Span)
        : SqlAction(Span);

    /// <summary>Another action: <c>owner to</c>, <c>set schema</c>, <c>enable row level security</c>, <c>engine</c>, <c>algorithm</c> …</summary>
    /// <param name="Words">Its leading words in lower case.</param>
    /// <param name="Value">What follows them, as written.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Other(string Words, string Value, TextSpan Span) : SqlAction(Span);

    /// <summary>What could not be read; an error says why.</summary>
    /// <param name="Span">The part of the text.</param>
    public sealed record Unparsed(TextSpan Span) : SqlAction(Span);
}
