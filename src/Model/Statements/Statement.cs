namespace Dbwright.Model;

/// <summary>One SQL statement with what its parameters mean.</summary>
/// <param name="Sql">The text with the engine's own parameter marks (<c>$1</c>, <c>?1</c>).</param>
/// <param name="Parameters">The parameters in the order of their marks.</param>
public sealed record Statement(string Sql, Sequence<StatementParameter> Parameters);

/// <summary>A parameter of a statement.</summary>
/// <param name="Name">A name for people.</param>
/// <param name="Type">Its physical type; for <paramref name="Many"/> the type of one item.</param>
/// <param name="Source">Where a measuring run takes its values from.</param>
/// <param name="Many">Whether it is a list.</param>
public sealed record StatementParameter(string Name, DataType Type, ParameterSource Source, bool Many = false);

/// <summary>
/// Where a measuring run takes a parameter's values from. All parameters of one execution that are drawn from the same table are drawn
/// from the same row, so that conditions hold together.
/// </summary>
public abstract record ParameterSource
{
    private ParameterSource() { }

    /// <summary>The value of a stored row.</summary>
    public sealed record Stored(QualifiedName Table, string Column) : ParameterSource;

    /// <summary>A word, or for substring searches a part of at least three characters, of a stored text.</summary>
    public sealed record Words(QualifiedName Table, string Column, bool Substring) : ParameterSource;

    /// <summary>
    /// The end of a range that starts at another parameter and covers a share of the column's whole range. <paramref name="Start"/> is the
    /// index of that parameter in <see cref="Statement.Parameters"/>, counted from 0.
    /// </summary>
    public sealed record RangeEnd(int Start, QualifiedName Table, string Column, decimal Share) : ParameterSource;

    /// <summary>The value a generated row beyond the loaded ones has in this column: unique where it must be, with existing references.</summary>
    public sealed record Generated(QualifiedName Table, string Column) : ParameterSource;

    /// <summary>Always the same value.</summary>
    public sealed record Fixed(object? Value) : ParameterSource;
}

/// <summary>A statement that defines something, with the object it is about.</summary>
/// <param name="Sql">The text without final semicolon.</param>
/// <param name="Object">The table, index or other object it creates or drops.</param>
/// <param name="Kind">The kind of object: <c>table</c>, <c>index</c>, <c>foreign key</c>, <c>trigger</c>, <c>function</c>, <c>type</c>, <c>extension</c>, <c>comment</c>.</param>
public sealed record Definition(string Sql, QualifiedName Object, string Kind);
