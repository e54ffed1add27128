namespace Dbwright.Sql;

/// <summary>A place in a query or write where a column is named.</summary>
/// <param name="Name">The column as it was written there.</param>
/// <param name="Table">
/// The table of the database it belongs to; <see langword="null"/> for columns of subqueries, named queries and functions, for what is no
/// column at all, and where the text alone does not tell.
/// </param>
public sealed record ColumnUse(SqlExpression.NameReference Name, SqlObjectName? Table)
{
    /// <summary>The column's own name.</summary>
    public string Column => Name.Name;
}
