using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column that a view reads.</summary>
/// <param name="Table">The key of its table.</param>
/// <param name="Column">The column; <see cref="All"/> where a star stands for all that the table has.</param>
public sealed record ColumnRead(string Table, string Column)
{
    /// <summary>All columns.</summary>
    public const string All = "*";

    /// <summary>Those that a query reads. A name that may belong to several tables of which nothing is known counts for each of them.</summary>
    /// <param name="query">The query.</param>
    /// <param name="scope">What is known of the tables.</param>
    internal static IReadOnlyList<ColumnRead> Of(SqlStatement query, SchemaScope scope)
    {
        var found = new HashSet<ColumnRead>();
        var unknown = ColumnUses.Tables(query).Where(t => scope.Table(t) is not { IsComplete: true }).Select(scope.Key).ToList();
        var uses = ColumnUses.Of(
            query,
            t => scope.Table(t) is { IsComplete: true } table ? table.Columns.Select(c => c.Name).ToList() : null
        );
        foreach (var use in uses)
        {
            if (use.Table is { } table)
            {
                found.Add(new(scope.Key(table), use.Column));
            }
            else if (use.Name.Parts.Count == 1)
            {
                found.UnionWith(unknown.Select(t => new ColumnRead(t, use.Column)));
            }
        }

        foreach (var body in query.DescendantsAndSelf().OfType<SqlQueryBody.Select>())
        {
            found.UnionWith(Stars(body, scope).Select(t => new ColumnRead(t, All)));
        }

        return [.. found];
    }

    private static IEnumerable<string> Stars(SqlQueryBody.Select body, SchemaScope scope)
    {
        var sources = body.From.SelectMany(f => f.DescendantsAndSelf()).OfType<SqlTableSource.Named>().ToList();
        return body
            .Items.Select(i => i.Value)
            .OfType<SqlExpression.Star>()
            .SelectMany(star => sources.Where(s => IsMeant(star, s.Alias?.Name.Value ?? s.Name.Name)))
            .Select(s => scope.Key(s.Name));

        bool IsMeant(SqlExpression.Star star, string name) =>
            star.Qualifier.Count == 0 || scope.Names.Equals(star.Qualifier[^1].Value, name);
    }
}
