using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>What stands in <c>from</c>: a closed union.</summary>
/// <param name="Span">The part of the text.</param>
public abstract record SqlTableSource(TextSpan Span) : SqlNode(Span)
{
    /// <summary>The name given to it; <see langword="null"/> without one.</summary>
    public SqlAlias? Alias { get; init; }

    /// <summary>A table or view by its name.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Named(SqlObjectName Name, TextSpan Span) : SqlTableSource(Span)
    {
        /// <summary>Whether <c>only</c> stood before it.</summary>
        public bool IsOnly { get; init; }

        /// <summary>What stood behind the name, in lower case: <c>partition (p0)</c>, index hints, <c>for system_time</c> …</summary>
        public Sequence<string> Options { get; init; } = [];

        /// <summary><c>tablesample method(…)</c>.</summary>
        public SqlExpression? Sample { get; init; }

        private protected override void Collect(NodeList to) => to.Add(Name).Add(Alias).Add(Sample);
    }

    /// <summary>A query in parentheses.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="IsLateral">Whether it sees the tables before it.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Derived(SqlQuery Query, bool IsLateral, TextSpan Span) : SqlTableSource(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Query).Add(Alias);
    }

    /// <summary>Functions in place of a table; several for <c>rows from (…)</c>.</summary>
    /// <param name="Functions">The calls.</param>
    /// <param name="IsLateral">Whether <c>lateral</c> stood there.</param>
    /// <param name="HasOrdinality">Whether <c>with ordinality</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Function(Sequence<SqlExpression> Functions, bool IsLateral, bool HasOrdinality, TextSpan Span)
        : SqlTableSource(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Functions).Add(Alias);
    }

    /// <summary>A join.</summary>
    /// <param name="Left">The left side.</param>
    /// <param name="Kind"><c>inner</c>, <c>cross</c>, <c>left</c>, <c>right</c>, <c>full</c>, <c>straight_join</c>.</param>
    /// <param name="IsNatural">Whether <c>natural</c>.</param>
    /// <param name="Right">The right side.</param>
    /// <param name="On">The condition.</param>
    /// <param name="Using">The columns of <c>using</c>.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Join(
        SqlTableSource Left,
        string Kind,
        bool IsNatural,
        SqlTableSource Right,
        SqlExpression? On,
        Sequence<SqlName> Using,
        TextSpan Span
    ) : SqlTableSource(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Left).Add(Right).Add(On).Add(Alias);
    }

    /// <summary>Tables in parentheses; several separated by commas in MariaDB and SQLite.</summary>
    /// <param name="Sources">The tables.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Nested(Sequence<SqlTableSource> Sources, TextSpan Span) : SqlTableSource(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Sources).Add(Alias);
    }

    /// <summary>What could not be read.</summary>
    /// <param name="Span">The part of the text.</param>
    public sealed record Unparsed(TextSpan Span) : SqlTableSource(Span);
}

/// <summary>A name given to a table and its columns.</summary>
/// <param name="Name">The name; empty for <c>as (a int)</c> behind functions.</param>
/// <param name="Columns">The names of the columns.</param>
/// <param name="Types">The types of the columns, where they are defined here.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlAlias(SqlName Name, Sequence<SqlName> Columns, Sequence<SqlType> Types, TextSpan Span) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Types);
}
