using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>A name as it was written.</summary>
/// <param name="Value">
/// The name as the engine takes it: without quotes; in PostgreSQL unquoted ones in lower case. MariaDB and SQLite keep the case and compare
/// without it.
/// </param>
/// <param name="IsQuoted">Whether it stood in quotes.</param>
/// <param name="Span">The part of the text, quotes included.</param>
public readonly record struct SqlName(string Value, bool IsQuoted, TextSpan Span)
{
    /// <summary>Whether it is this name, whatever the case.</summary>
    public bool Is(string name) => string.Equals(Value, name, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override string ToString() => Value;
}

/// <summary>The name of an object, with its schema (and database) where they were written.</summary>
/// <param name="Parts">From the outermost to the object's own name; never empty, except where the text had no name.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlObjectName(Sequence<SqlName> Parts, TextSpan Span) : SqlNode(Span)
{
    /// <summary>The object's own name; empty where the text had none.</summary>
    public string Name => Parts.Count == 0 ? "" : Parts[^1].Value;

    /// <summary>The schema (in MariaDB the database); <see langword="null"/> when none was written.</summary>
    public string? Schema => Parts.Count < 2 ? null : Parts[^2].Value;

    /// <inheritdoc />
    public override string ToString() => string.Join('.', Parts.Select(p => p.Value));
}

/// <summary>A type as it was written.</summary>
/// <param name="Name">
/// Its words in lower case without arguments: <c>timestamp with time zone</c>, <c>int unsigned</c> is <c>int</c> with the attribute.
/// Names in quotes as they are, with the schema before a dot.
/// </param>
/// <param name="Arguments">What stood in parentheses.</param>
/// <param name="Dimensions">How many array bounds it has.</param>
/// <param name="Attributes">
/// What else belongs to it: <c>setof</c>, <c>unsigned</c>, <c>zerofill</c>, <c>character set utf8mb4</c>, <c>collate x</c>, <c>%type</c>,
/// fields of intervals.
/// </param>
/// <param name="Span">The part of the text.</param>
public sealed record SqlType(
    string Name,
    Sequence<SqlExpression> Arguments,
    int Dimensions,
    Sequence<string> Attributes,
    TextSpan Span
) : SqlNode(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Arguments);
}

/// <summary>A place where the text does not follow the grammar.</summary>
/// <param name="Span">What was found there; empty at the end of the text.</param>
/// <param name="Expected">What would have fitted.</param>
/// <param name="Found">What stood there.</param>
public sealed record SqlSyntaxError(TextSpan Span, string Expected, string Found)
{
    /// <summary>The error as a sentence without the place.</summary>
    public override string ToString() => $"expected {Expected}, found {Found}";
}
