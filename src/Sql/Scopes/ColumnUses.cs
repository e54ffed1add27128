using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>
/// Finds the tables that the columns of a query or write belong to: by alias, through joins, from subqueries to the queries around them.
/// A column without a table before it belongs to the innermost table that has it; where the columns of the tables are not known, to the
/// only table there is.
/// </summary>
public static class ColumnUses
{
    /// <summary>The columns that a statement names, each with its table, in the order in which they are met.</summary>
    /// <param name="statement">A query or write.</param>
    /// <param name="columns">The columns of a table; <see langword="null"/> when it does not know the table.</param>
    public static Sequence<ColumnUse> Of(
        SqlStatement statement,
        Func<SqlObjectName, IReadOnlyCollection<string>?>? columns = null
    )
    {
        var walk = new ScopeWalk(columns ?? (_ => null));
        walk.Statement(statement, null);
        return [.. walk.Uses];
    }

    /// <summary>The tables of the database that a statement reads or writes, each place once, named queries left out.</summary>
    /// <param name="statement">A query or write.</param>
    public static Sequence<SqlObjectName> Tables(SqlStatement statement)
    {
        var walk = new ScopeWalk(_ => null);
        walk.Statement(statement, null);
        return [.. walk.Tables];
    }
}
