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

/// <summary>A statement without a form of its own here.</summary>
/// <param name="Keywords">The words it begins with, in lower case: <c>listen</c>, <c>alter system</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record OtherStatement(string Keywords, TextSpan Span) : SqlStatement(Span);
