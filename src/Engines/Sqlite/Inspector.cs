using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads schemas of SQLite from the texts that it keeps. What dbwright has no words for stays the statement that made it
/// (<see cref="RelationalSchema.Objects"/>); the tables that modules keep behind virtual ones belong to those and are left out.
/// </summary>
public sealed class SqliteInspector : IInspector
{
    private const string VirtualStart = "create virtual table";

    private static readonly EngineVersion ListsTables = new(3, 37);

    /// <summary>The tables that modules keep behind a virtual table, by the ends of their names.</summary>
    private static readonly (string Module, string[] Ends)[] Shadows =
    [
        ("fts5", ["data", "idx", "content", "docsize", "config"]),
        ("fts4", ["content", "segments", "segdir", "docsize", "stat"]),
        ("fts3", ["content", "segments", "segdir", "docsize", "stat"]),
        ("rtree", ["node", "parent", "rowid"]),
        ("rtree_i32", ["node", "parent", "rowid"]),
        ("geopoly", ["node", "parent", "rowid"]),
        ("spellfix1", ["vocab"]),
    ];

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            "select type, name, tbl_name, sql from sqlite_master where sql is not null and name not like 'sqlite\\_%' escape '\\' order by rowid",
            [],
            cancellation
        );
        var kept = rows.Select(r => new Kept((string)r[0]!, (string)r[1]!, (string)r[2]!, (string)r[3]!)).ToList();
        var hidden =
            session.Version.CompareTo(ListsTables) >= 0
                ? await session.QueryAsync("select name from pragma_table_list where type = 'shadow'", [], cancellation)
                : [];
        return new Reading(kept, hidden.Select(r => (string)r[0]!)).Schema() with { Version = session.Version };
    }

    /// <inheritdoc />
    public async Task<Sequence<Finding>> UnreadAsync(ISession session, CancellationToken cancellation) =>
        (await ReadAsync(session, cancellation))
            .Objects.Select(o => new Finding(
                "not-understood",
                Severity.Warning,
                $"dbwright does not understand the definition of the {o.Id}."
            )
            {
                Detail = "It is kept as the statement that made it, and compared as a text.",
                Subject = o.Id.ToString(),
            })
            .ToSequence();

    /// <summary>An object with the statement that SQLite keeps for it.</summary>
    private sealed record Kept(string Type, string Name, string Table, string Sql)
    {
        public bool IsVirtual => Type == "table" && Sql.StartsWith(VirtualStart, StringComparison.OrdinalIgnoreCase);

        public bool IsOf(string type, string table) => Type == type && IsSame(Table, table);
    }

    private sealed class Reading(List<Kept> kept, IEnumerable<string> hidden)
    {
        private readonly List<SchemaObject> unread = [];

        public RelationalSchema Schema()
        {
            var virtualTables = kept.Where(k => k.IsVirtual)
                .Select(k => Read(k, ObjectKind.VirtualTable, () => new SqliteObjectText(k.Sql).VirtualTable()))
                .OfType<VirtualTable>()
                .ToList();
            var shadows = virtualTables.SelectMany(ShadowsOf).Concat(hidden).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var tables = kept.Where(k => k is { Type: "table", IsVirtual: false } && !shadows.Contains(k.Name))
                .Select(k => Read(k, ObjectKind.Table, () => SqliteTableText.Read(QualifiedName.Of(k.Name), k.Sql)))
                .OfType<Table>()
                .Select(t => t with { Indexes = IndexesOf(t.Name.Name), Triggers = TriggersOf(t.Name.Name) })
                .ToList();
            var views = kept.Where(k => k.Type == "view")
                .Select(k => Read(k, ObjectKind.View, () => new SqliteObjectText(k.Sql).View()))
                .OfType<View>()
                .Select(v => v with { Triggers = TriggersOf(v.Name.Name) })
                .ToList();
            var form = new SqliteCanonicalForm(tables);
            var documents = virtualTables.Select(v => WithContent(v, tables)).ToList();
            Orphans(tables, views);
            return new RelationalSchema("sqlite")
            {
                Tables = tables.Select(form.Of).ToSequence(),
                Views = views.Select(SqliteCanonicalForm.Of).ToSequence(),
                VirtualTables = documents.ToSequence(),
                Objects = unread.ToSequence(),
            }.Sorted();
        }

        private Sequence<TableIndex> IndexesOf(string table) =>
            kept.Where(k => k.IsOf("index", table))
                .Select(k => Read(k, ObjectKind.Index, () => new SqliteObjectText(k.Sql).Index()))
                .OfType<TableIndex>()
                .ToSequence();

        private Sequence<Trigger> TriggersOf(string table) =>
            kept.Where(k => k.IsOf("trigger", table))
                .Select(k => Read(k, ObjectKind.Trigger, () => new SqliteObjectText(k.Sql).Trigger()))
                .OfType<Trigger>()
                .ToSequence();

        // What belongs to a table that could not be read stays a statement too.
        private void Orphans(List<Table> tables, List<View> views)
        {
            var read = tables
                .Select(t => t.Name.Name)
                .Concat(views.Select(v => v.Name.Name))
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            var whole = unread
                .Where(u => u.Id.Part.Length == 0)
                .Select(u => u.Id.Name.Name)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            unread.AddRange(
                kept.Where(k => k.Type is "index" or "trigger" && !read.Contains(k.Table) && whole.Contains(k.Table))
                    .Select(k => Statement(k, k.Type == "index" ? ObjectKind.Index : ObjectKind.Trigger))
            );
        }

        private T? Read<T>(Kept it, ObjectKind kind, Func<T> read)
            where T : class
        {
            try
            {
                return read();
            }
            catch (FormatException)
            {
                unread.Add(Statement(it, kind));
                return null;
            }
        }

        private static SchemaObject Statement(Kept it, ObjectKind kind) =>
            new(
                kind == ObjectKind.Trigger
                    ? new(kind, QualifiedName.Of(it.Table), it.Name)
                    : new ObjectId(kind, QualifiedName.Of(it.Name)),
                it.Sql
            );
    }

    private static IEnumerable<string> ShadowsOf(VirtualTable table) =>
        Shadows.Where(s => s.Module == table.Module).SelectMany(s => s.Ends).Select(end => $"{table.Name.Name}_{end}");

    private static VirtualTable WithContent(VirtualTable table, List<Table> tables) =>
        table.ContentOf is { } content && tables.Find(t => IsSame(t.Name.Name, content.Name)) is { } target
            ? table with
            {
                ContentOf = target.Name,
            }
            : table;

    private static bool IsSame(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
