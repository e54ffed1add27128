using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads schemas of SQLite from the texts that it keeps. Constraints without a name have the empty name; what the model does not have
/// (views, ON CONFLICT clauses) is left out.
/// </summary>
public sealed class SqliteInspector : IInspector
{
    private const string TableStart = "create table";
    private const string VirtualStart = "create virtual table";

    /// <summary>The tables that modules keep behind a virtual table, by the ends of their names.</summary>
    private static readonly (string Module, string[] Ends)[] Shadows =
    [
        ("fts5", ["data", "idx", "content", "docsize", "config"]),
        ("fts4", ["content", "segments", "segdir", "docsize", "stat"]),
        ("fts3", ["content", "segments", "segdir"]),
        ("rtree", ["node", "parent", "rowid"]),
    ];

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            "select type, name, tbl_name, sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\' order by rowid",
            [],
            cancellation
        );
        var objects = rows.Select(r => (Type: (string)r[0]!, Name: (string)r[1]!, Table: (string)r[2]!, Sql: (string)r[3]!))
            .ToList();
        var virtualTables = objects
            .Where(o => o.Sql.StartsWith(VirtualStart, StringComparison.OrdinalIgnoreCase))
            .Select(o => new SqliteObjectText(o.Sql).VirtualTable())
            .ToList();
        var shadows = virtualTables.SelectMany(ShadowsOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var tables = objects
            .Where(o =>
                o.Type == "table" && o.Sql.StartsWith(TableStart, StringComparison.OrdinalIgnoreCase) && !shadows.Contains(o.Name)
            )
            .Select(o =>
                SqliteTableText.Read(QualifiedName.Of(o.Name), o.Sql) with
                {
                    Indexes = objects
                        .Where(i => i.Type == "index" && IsSame(i.Table, o.Name))
                        .Select(i => new SqliteObjectText(i.Sql).Index())
                        .ToSequence(),
                    Triggers = objects
                        .Where(g => g.Type == "trigger" && IsSame(g.Table, o.Name))
                        .Select(g => new SqliteObjectText(g.Sql).Trigger())
                        .ToSequence(),
                }
            )
            .ToList();
        return new RelationalSchema("sqlite")
        {
            Version = session.Version,
            Tables = tables.Select(t => WithReferencedKeys(t, tables)).ToSequence(),
            VirtualTables = virtualTables.ToSequence(),
        }.Sorted();
    }

    private static IEnumerable<string> ShadowsOf(VirtualTable table) =>
        Shadows
            .Where(s => s.Module.Equals(table.Module, StringComparison.OrdinalIgnoreCase))
            .SelectMany(s => s.Ends)
            .Select(end => $"{table.Name.Name}_{end}");

    // A reference without columns means the other table's key.
    private static Table WithReferencedKeys(Table table, List<Table> tables) =>
        table with
        {
            ForeignKeys = table
                .ForeignKeys.Select(f =>
                    tables.Find(t => IsSame(t.Name.Name, f.ReferencedTable.Name)) is { } target
                        ? f with
                        {
                            ReferencedTable = target.Name,
                            ReferencedColumns =
                                f.ReferencedColumns.Count > 0 ? f.ReferencedColumns : target.PrimaryKey?.Columns ?? [],
                        }
                        : f
                )
                .ToSequence(),
        };

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
