namespace Dbwright.Sql;

/// <summary>The tables that names can mean in one query, and the query around it.</summary>
internal sealed class NameScope(NameScope? outer)
{
    private readonly List<Source> sources = [];
    private readonly List<string> queries = [];

    /// <summary>Whether a table of this name is one of the named queries seen from here.</summary>
    public bool IsNamedQuery(SqlObjectName name)
    {
        if (name.Schema is not null)
        {
            return false;
        }

        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.queries.Contains(name.Name, StringComparer.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private NameScope? Outer => outer;

    /// <summary>Makes a named query known.</summary>
    public void AddQuery(string name) => queries.Add(name);

    /// <summary>Makes a table known.</summary>
    /// <param name="alias">What it is called by; empty when it cannot be called.</param>
    /// <param name="table">The table of the database; <see langword="null"/> for a subquery and the like.</param>
    /// <param name="columns">Its columns; <see langword="null"/> when they are not known.</param>
    public void AddSource(string alias, SqlObjectName? table, IReadOnlyCollection<string>? columns) =>
        sources.Add(new(alias, table, columns));

    /// <summary>The table that a column belongs to.</summary>
    public SqlObjectName? TableOf(SqlExpression.NameReference name)
    {
        if (name.Parts.Count > 1)
        {
            return Called(name.Parts[^2].Value, name.Parts.Count > 2 ? name.Parts[^3].Value : null);
        }

        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.sources.Find(s => s.Columns?.Contains(name.Name, StringComparer.OrdinalIgnoreCase) == true) is { } known)
            {
                return known.Table;
            }

            var unknown = scope.sources.FindAll(s => s.Columns is null);
            if (unknown.Count > 0)
            {
                return unknown.Count == 1 ? unknown[0].Table : null;
            }
        }

        return null;
    }

    private SqlObjectName? Called(string alias, string? schema)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            var source = scope.sources.Find(s =>
                string.Equals(s.Alias, alias, StringComparison.OrdinalIgnoreCase)
                && (
                    schema is null
                    || s.Table is { Schema: { } own } && string.Equals(own, schema, StringComparison.OrdinalIgnoreCase)
                )
            );
            if (source is not null)
            {
                return source.Table;
            }
        }

        return null;
    }

    private sealed record Source(string Alias, SqlObjectName? Table, IReadOnlyCollection<string>? Columns);
}
