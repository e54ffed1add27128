using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A statement: a closed union of the records derived from it.</summary>
/// <param name="Span">The part of the text, without the semicolon.</param>
public abstract record SqlStatement(TextSpan Span) : SqlNode(Span);

/// <summary>A query by itself.</summary>
/// <param name="Query">The query.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SelectStatement(SqlQuery Query, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Query);
}

/// <summary><c>insert</c> and <c>replace</c>.</summary>
/// <param name="Table">The table.</param>
/// <param name="Span">The part of the text.</param>
public sealed record InsertStatement(SqlTableSource.Named Table, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>The queries of <c>with</c>.</summary>
    public SqlWith? With { get; init; }

    /// <summary>Whether it is <c>replace</c> or <c>insert or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>ignore</c> stood there.</summary>
    public bool IsIgnore { get; init; }

    /// <summary>The columns; empty when none were written.</summary>
    public Sequence<SqlExpression> Columns { get; init; } = [];

    /// <summary>The rows, whether of <c>values</c> or of a query; <see langword="null"/> for <c>default values</c> and <c>set</c>.</summary>
    public SqlQuery? Source { get; init; }

    /// <summary>The assignments of <c>insert … set</c>.</summary>
    public Sequence<SqlAssignment> Set { get; init; } = [];

    /// <summary><c>on conflict</c> or <c>on duplicate key update</c>, as often as it was written.</summary>
    public Sequence<SqlConflict> Conflicts { get; init; } = [];

    /// <summary>What is returned.</summary>
    public Sequence<SqlSelectItem> Returning { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(With).Add(Table).Add(Columns).Add(Source).Add(Set).Add(Conflicts).Add(Returning);
}

/// <summary>What happens to a row that is there already.</summary>
/// <param name="Targets">The columns or expressions.</param>
/// <param name="Constraint">The constraint.</param>
/// <param name="TargetWhere">The condition of the index.</param>
/// <param name="Set">The assignments; none for <c>do nothing</c>.</param>
/// <param name="Where">The condition on the update.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlConflict(
    Sequence<SqlIndexPart> Targets,
    SqlName? Constraint,
    SqlExpression? TargetWhere,
    Sequence<SqlAssignment> Set,
    SqlExpression? Where,
    TextSpan Span
) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Targets).Add(TargetWhere).Add(Set).Add(Where);
}

/// <summary><c>a = 1</c> or <c>(a, b) = (1, 2)</c> of an update.</summary>
/// <param name="Targets">The columns, with fields and subscripts.</param>
/// <param name="Value">The value.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlAssignment(Sequence<SqlExpression> Targets, SqlExpression Value, TextSpan Span) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Targets).Add(Value);
}

/// <summary><c>update</c>.</summary>
/// <param name="Table">The table, in MariaDB also joins.</param>
/// <param name="Span">The part of the text.</param>
public sealed record UpdateStatement(SqlTableSource Table, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>The queries of <c>with</c>.</summary>
    public SqlWith? With { get; init; }

    /// <summary>The assignments.</summary>
    public Sequence<SqlAssignment> Set { get; init; } = [];

    /// <summary>Further tables.</summary>
    public Sequence<SqlTableSource> From { get; init; } = [];

    /// <summary>The condition.</summary>
    public SqlExpression? Where { get; init; }

    /// <summary>The order.</summary>
    public Sequence<SqlOrderItem> OrderBy { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public SqlExpression? Limit { get; init; }

    /// <summary>What is returned.</summary>
    public Sequence<SqlSelectItem> Returning { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(With).Add(Table).Add(Set).Add(From).Add(Where).Add(OrderBy).Add(Limit).Add(Returning);
}

/// <summary><c>delete</c>.</summary>
/// <param name="Tables">The tables whose rows go; several in MariaDB.</param>
/// <param name="Span">The part of the text.</param>
public sealed record DeleteStatement(Sequence<SqlTableSource> Tables, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>The queries of <c>with</c>.</summary>
    public SqlWith? With { get; init; }

    /// <summary>Further tables.</summary>
    public Sequence<SqlTableSource> Using { get; init; } = [];

    /// <summary>The condition.</summary>
    public SqlExpression? Where { get; init; }

    /// <summary>The order.</summary>
    public Sequence<SqlOrderItem> OrderBy { get; init; } = [];

    /// <summary>The number of rows.</summary>
    public SqlExpression? Limit { get; init; }

    /// <summary>What is returned.</summary>
    public Sequence<SqlSelectItem> Returning { get; init; } = [];

    private protected override void Collect(NodeList to) =>
        to.Add(With).Add(Tables).Add(Using).Add(Where).Add(OrderBy).Add(Limit).Add(Returning);
}

/// <summary><c>merge</c>.</summary>
/// <param name="Target">The table.</param>
/// <param name="Source">What it is merged with.</param>
/// <param name="On">The condition.</param>
/// <param name="Branches">What is done.</param>
/// <param name="Returning">What is returned.</param>
/// <param name="With">The queries of <c>with</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record MergeStatement(
    SqlTableSource.Named Target,
    SqlTableSource Source,
    SqlExpression On,
    Sequence<SqlMergeBranch> Branches,
    Sequence<SqlSelectItem> Returning,
    SqlWith? With,
    TextSpan Span
) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) =>
        to.Add(With).Add(Target).Add(Source).Add(On).Add(Branches).Add(Returning);
}

/// <summary><c>when [not] matched … then …</c>.</summary>
/// <param name="When"><c>matched</c>, <c>not matched</c>, <c>not matched by source</c>.</param>
/// <param name="Condition">The further condition.</param>
/// <param name="Action"><c>update</c>, <c>insert</c>, <c>delete</c>, <c>do nothing</c>.</param>
/// <param name="Set">The assignments of an update.</param>
/// <param name="Columns">The columns of an insert.</param>
/// <param name="Values">The values of an insert.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlMergeBranch(
    string When,
    SqlExpression? Condition,
    string Action,
    Sequence<SqlAssignment> Set,
    Sequence<SqlExpression> Columns,
    Sequence<SqlExpression> Values,
    TextSpan Span
) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Condition).Add(Set).Add(Columns).Add(Values);
}

/// <summary>A statement without a form of its own here.</summary>
/// <param name="Keywords">The words it begins with, in lower case: <c>listen</c>, <c>alter system</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record OtherStatement(string Keywords, TextSpan Span) : SqlStatement(Span);

/// <summary>A statement that could not be read; an error says why.</summary>
/// <param name="Keywords">The words it begins with, in lower case.</param>
/// <param name="Span">The part of the text.</param>
public sealed record UnparsedStatement(string Keywords, TextSpan Span) : SqlStatement(Span);

/// <summary>The statements of a text.</summary>
/// <param name="Statements">The statements in their order.</param>
/// <param name="Comments">The comments in their order.</param>
/// <param name="Errors">What was wrong, in the order of the text.</param>
public sealed record SqlScript(Sequence<SqlStatement> Statements, Sequence<TextSpan> Comments, Sequence<SqlSyntaxError> Errors);
