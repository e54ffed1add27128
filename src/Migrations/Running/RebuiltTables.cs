using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>
/// Tables that a file makes anew under their own names, as SQLite needs it: <c>insert into draft select … from orders</c>,
/// <c>drop table orders</c>, <c>alter table draft rename to orders</c>. What was copied is not lost with the old one.
/// </summary>
internal sealed class RebuiltTables
{
    private readonly Dictionary<string, HashSet<string>> copied = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Those of a file's statements.</summary>
    public static RebuiltTables In(IEnumerable<SqlStatement> statements)
    {
        var found = new RebuiltTables();
        var copies = new Dictionary<string, (string From, HashSet<string> Columns)>(StringComparer.OrdinalIgnoreCase);
        var dropped = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var statement in statements)
        {
            switch (statement)
            {
                case InsertStatement { IsIgnore: false, Source: { } source } insert when Copy(source) is { } copy:
                    copies[insert.Table.Name.ToString()] = copy;
                    break;
                case DropStatement { Kind: "table" } drop:
                    dropped.UnionWith(drop.Names.Select(n => n.ToString()));
                    break;
                case AlterStatement { Kind: "table", Actions: [SqlAction.Rename { OldName: null } rename] } alter
                    when copies.TryGetValue(alter.Name.ToString(), out var was)
                        && was.From.Equals(rename.NewName.ToString(), StringComparison.OrdinalIgnoreCase)
                        && dropped.Contains(was.From):
                    found.copied[was.From] = was.Columns;
                    break;
            }
        }

        return found;
    }

    /// <summary>The columns that were copied as they are; none when the table is not made anew.</summary>
    public IReadOnlySet<string>? Copied(SqlObjectName table) => copied.GetValueOrDefault(table.ToString());

    // All rows of one table.
    private static (string From, HashSet<string> Columns)? Copy(SqlQuery query) =>
        query
            is {
                With: null,
                Limit: null,
                Offset: null,
                Body: SqlQueryBody.Select
                {
                    IsDistinct: false,
                    Where: null,
                    Having: null,
                    From: [SqlTableSource.Named from],
                    GroupBy.Count: 0
                } select
            }
            ? (
                from.Name.ToString(),
                select
                    .Items.Select(i => i.Value)
                    .OfType<SqlExpression.NameReference>()
                    .Select(r => r.Name)
                    .ToHashSet(StringComparer.OrdinalIgnoreCase)
            )
            : null;
}
