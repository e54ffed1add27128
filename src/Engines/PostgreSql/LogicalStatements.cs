using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>The statements by which one server of PostgreSQL sends rows to another, by the names of their columns.</summary>
internal static class LogicalStatements
{
    private static readonly PostgreSqlNames Names = new();

    /// <summary>Queries for what rows cannot be sent with, or not be told apart by.</summary>
    public static Sequence<string> InTheWay =>
        [
            "select 'wal_level is not logical' where current_setting('wal_level') <> 'logical'",
            "select 'a large object' from pg_largeobject_metadata limit 1",
            """
                select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relpersistence = 'p' and c.relreplident = 'd'
                    and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                    and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
                """,
        ];

    /// <summary>After these nobody writes to the database.</summary>
    public static Sequence<string> Close =>
        [
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
                + "and pid <> pg_backend_pid() and backend_type = 'client backend'",
        ];

    /// <summary>After this the session may write where nobody else does.</summary>
    public static string Open => "set default_transaction_read_only = off";

    /// <summary>Yields the statements that set the numbers of the sequences that the other server has too.</summary>
    public static string Numbers =>
        "select format('select setval(to_regclass(%L), %s)', quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value) "
        + "from pg_sequences where last_value is not null";

    /// <summary>Sends what the other side has too; only that can be written there.</summary>
    public static string Publish(string name, RelationalSchema from, RelationalSchema to)
    {
        var tables = from
            .Tables.Where(t => t.PartitionOf is null)
            .Select(t => (From: t, To: to.Find(t.Name)))
            .Where(t => t.To is not null)
            .Select(t =>
            {
                var shared = t.From.Columns.Where(c => c.Generated is null && t.To!.Find(c.Name) is { Generated: null }).ToList();
                var list =
                    shared.Count == t.From.Columns.Count(c => c.Generated is null)
                        ? ""
                        : $" ({string.Join(", ", shared.Select(c => Names.Quote(c.Name)))})";
                return $"{Names.Quote(t.From.Name)}{list}";
            });
        var root = from.Tables.Any(t => t.PartitionBy is not null) ? " with (publish_via_partition_root = true)" : "";
        return $"create publication {name} for table {string.Join(", ", tables)}{root}";
    }

    /// <summary>Keeps what is committed from now on.</summary>
    public static string Slot(string name) => $"select pg_create_logical_replication_slot('{name}', 'pgoutput')";

    /// <summary>Follows; the slot has the name of the subscription.</summary>
    public static string Subscribe(string name, string publication, string connection, bool copies) =>
        $"create subscription {name} connection '{connection}' publication {publication} "
        + $"with (slot_name = '{name}', create_slot = false{(copies ? "" : ", copy_data = false")})";

    /// <summary>Yields a row while a slot has something that its follower lacks.</summary>
    public static string Behind(string slot) =>
        $"select 1 from pg_replication_slots where slot_name = '{slot}' and confirmed_flush_lsn < pg_current_wal_flush_lsn()";

    /// <summary>A step that finds rows which a new foreign key forbids: it is not looked at where rows come over; none without such a key.</summary>
    public static Sequence<ReplicationStep> Unreferenced(string where, RelationalSchema from, RelationalSchema to)
    {
        var queries = to
            .Tables.Where(t => t.PartitionOf is null)
            .SelectMany(t =>
                t.ForeignKeys.Where(f => from.Find(t.Name) is { } old && !old.ForeignKeys.Any(o => IsSame(o, f)))
                    .Select(f => Orphans(t.Name, f))
            )
            .ToSequence();
        return queries.Count == 0
            ? []
            : [new(where, "New foreign keys hold: they are not looked at when rows come over.", queries) { IsCheck = true }];
    }

    private static bool IsSame(ForeignKey a, ForeignKey b) =>
        a.Columns.Equals(b.Columns) && a.ReferencedTable == b.ReferencedTable && a.ReferencedColumns.Equals(b.ReferencedColumns);

    private static string Orphans(QualifiedName table, ForeignKey key)
    {
        var given = string.Join(" and ", key.Columns.Select(c => $"a.{Names.Quote(c)} is not null"));
        var same = string.Join(
            " and ",
            key.Columns.Zip(key.ReferencedColumns, (c, r) => $"b.{Names.Quote(r)} = a.{Names.Quote(c)}")
        );
        return $"select {Names.Literal($"{table}: {key.Name}")} from {Names.Quote(table)} as a where {given} "
            + $"and not exists (select 1 from {Names.Quote(key.ReferencedTable)} as b where {same}) limit 1";
    }
}
