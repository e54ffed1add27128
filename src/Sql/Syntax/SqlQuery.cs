using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A query with what stands around its body: the parts that come first and those that come last.</summary>
/// <param name="Body">What is selected.</param>
/// <param name="Span">The part of the text, parentheses around it not included.</param>
public sealed record SqlQuery(SqlQueryBody Body, TextSpan Span) : SqlNode(Span)
{
    /// <summary>The queries of <c>with</c>.</summary>
    public SqlWith? With { get; init; }

    /// <summary>The order.</summary>
    public Sequence<SqlOrderItem> OrderBy { get; init; } = [];

    /// <summary>The number of rows of <c>limit</c> or <c>fetch first</c>; <c>limit all</c> has none.</summary>
    public SqlExpression? Limit { get; init; }

    /// <summary>Whether <c>fetch first … with ties</c>.</summary>
    public bool IsWithTies { get; init; }

    /// <summary>The rows left out first.</summary>
    public SqlExpression? Offset { get; init; }

    /// <summary>What is locked, in the order written.</summary>
    public Sequence<SqlLocking> Locking { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(With).Add(Body).Add(OrderBy).Add(Limit).Add(Offset).Add(Locking);
}

/// <summary><c>with [recursive] …</c>.</summary>
/// <param name="IsRecursive">Whether <c>recursive</c> stood there.</param>
/// <param name="Queries">The named queries.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlWith(bool IsRecursive, Sequence<SqlNamedQuery> Queries, TextSpan Span) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Queries);
}

/// <summary>A named query of <c>with</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">The names given to its columns.</param>
/// <param name="IsMaterialized"><c>materialized</c> or <c>not materialized</c>; <see langword="null"/> when nothing is said.</param>
/// <param name="Statement">A <see cref="SelectStatement"/>, or a write in PostgreSQL.</param>
/// <param name="Search"><c>search …</c> and <c>cycle …</c> as written.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlNamedQuery(
    SqlName Name,
    Sequence<SqlName> Columns,
    bool? IsMaterialized,
    SqlStatement Statement,
    TextSpan? Search,
    TextSpan Span
) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Statement);
}

/// <summary>The body of a query: a closed union.</summary>
/// <param name="Span">The part of the text.</param>
public abstract record SqlQueryBody(TextSpan Span) : SqlNode(Span)
{
    /// <summary><c>select …</c>.</summary>
    /// <param name="Span">The part of the text.</param>
    public sealed record Select(TextSpan Span) : SqlQueryBody(Span)
    {
        /// <summary>Whether <c>distinct</c> stood there.</summary>
        public bool IsDistinct { get; init; }

        /// <summary>The expressions of <c>distinct on</c>.</summary>
        public Sequence<SqlExpression> DistinctOn { get; init; } = [];

        /// <summary>The words of MariaDB behind <c>select</c>, in lower case: <c>straight_join</c> …</summary>
        public Sequence<string> Options { get; init; } = [];

        /// <summary>What is selected.</summary>
        public Sequence<SqlSelectItem> Items { get; init; } = [];

        /// <summary>The target of <c>select … into</c>, as written; <see langword="null"/> without one.</summary>
        public SqlObjectName? Into { get; init; }

        /// <summary>The tables, separated by commas.</summary>
        public Sequence<SqlTableSource> From { get; init; } = [];

        /// <summary>The condition on rows.</summary>
        public SqlExpression? Where { get; init; }

        /// <summary>The groups.</summary>
        public Sequence<SqlGroupItem> GroupBy { get; init; } = [];

        /// <summary>The condition on groups.</summary>
        public SqlExpression? Having { get; init; }

        /// <summary>The named windows.</summary>
        public Sequence<SqlWindow> Windows { get; init; } = [];

        private protected override void Collect(NodeList to) =>
            to.Add(DistinctOn).Add(Items).Add(Into).Add(From).Add(Where).Add(GroupBy).Add(Having).Add(Windows);
    }

    /// <summary><c>values (…), (…)</c>.</summary>
    /// <param name="Rows">The rows.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Values(Sequence<SqlExpression.RowConstructor> Rows, TextSpan Span) : SqlQueryBody(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Rows);
    }

    /// <summary><c>table t</c>.</summary>
    /// <param name="Source">The table.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record Table(SqlTableSource Source, TextSpan Span) : SqlQueryBody(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Source);
    }

    /// <summary>A query in parentheses.</summary>
    /// <param name="Query">The query.</param>
    /// <param name="Span">The part of the text, parentheses included.</param>
    public sealed record Nested(SqlQuery Query, TextSpan Span) : SqlQueryBody(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Query);
    }

    /// <summary><c>a union [all] b</c>.</summary>
    /// <param name="Left">The first operand.</param>
    /// <param name="Operator"><c>union</c>, <c>intersect</c>, <c>except</c> (also for <c>minus</c>).</param>
    /// <param name="IsAll">Whether equal rows stay.</param>
    /// <param name="Right">The second operand.</param>
    /// <param name="Span">The part of the text.</param>
    public sealed record SetOperation(SqlQueryBody Left, string Operator, bool IsAll, SqlQueryBody Right, TextSpan Span)
        : SqlQueryBody(Span)
    {
        private protected override void Collect(NodeList to) => to.Add(Left).Add(Right);
    }

    /// <summary>What could not be read.</summary>
    /// <param name="Span">The part of the text.</param>
    public sealed record Unparsed(TextSpan Span) : SqlQueryBody(Span);
}

/// <summary>What is selected.</summary>
/// <param name="Value">The expression; <see cref="SqlExpression.Star"/> for stars.</param>
/// <param name="Alias">The name given to it.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlSelectItem(SqlExpression Value, SqlName? Alias, TextSpan Span) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Value);
}

/// <summary>An item of <c>order by</c>.</summary>
/// <param name="Value">What is ordered by.</param>
/// <param name="IsDescending">Whether <c>desc</c> stood there.</param>
/// <param name="NullsFirst"><c>nulls first</c> or <c>nulls last</c>; <see langword="null"/> when nothing is said.</param>
/// <param name="Using">The operator of <c>using</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlOrderItem(SqlExpression Value, bool IsDescending, bool? NullsFirst, string? Using, TextSpan Span)
    : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Value);
}

/// <summary>An item of <c>group by</c>.</summary>
/// <param name="Kind">Empty for an expression; <c>rollup</c>, <c>cube</c>, <c>grouping sets</c>, <c>empty</c> for <c>()</c>.</param>
/// <param name="Values">The expressions.</param>
/// <param name="Sets">The items of grouping sets.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlGroupItem(string Kind, Sequence<SqlExpression> Values, Sequence<SqlGroupItem> Sets, TextSpan Span)
    : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Values).Add(Sets);
}

/// <summary>A window, named or in place.</summary>
/// <param name="Name">Its name, or that of <c>over name</c>.</param>
/// <param name="Base">The window it goes on from.</param>
/// <param name="PartitionBy">The partitions.</param>
/// <param name="OrderBy">The order.</param>
/// <param name="Frame">The frame as written; <see langword="null"/> without one.</param>
/// <param name="FrameBounds">The expressions in the frame.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlWindow(
    SqlName? Name,
    SqlName? Base,
    Sequence<SqlExpression> PartitionBy,
    Sequence<SqlOrderItem> OrderBy,
    TextSpan? Frame,
    Sequence<SqlExpression> FrameBounds,
    TextSpan Span
) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(PartitionBy).Add(OrderBy).Add(FrameBounds);
}

/// <summary><c>for update of t skip locked</c>.</summary>
/// <param name="Strength"><c>update</c>, <c>no key update</c>, <c>share</c>, <c>key share</c>.</param>
/// <param name="Tables">The tables; empty for all.</param>
/// <param name="Wait"><c>nowait</c>, <c>skip locked</c>, <c>wait</c>; empty when nothing is said.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlLocking(string Strength, Sequence<SqlObjectName> Tables, string Wait, TextSpan Span) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Tables);
}
