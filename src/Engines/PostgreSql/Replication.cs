using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Logical replication of PostgreSQL: rows by the names of their columns, to another server.</summary>
internal sealed class PostgreSqlReplication : IReplication
{
    private static readonly PostgreSqlNames Names = new();

    /// <inheritdoc />
    public string Blue => "BLUE";

    /// <inheritdoc />
    public string Green => "GREEN";

    /// <inheritdoc />
    public Sequence<string> LeftOut =>
        [
            "Positions of sequences and numbered columns: they are set in the switch.",
            "Definitions: nobody changes a schema until the switch is done.",
            "Large objects, and the contents of unlogged and temporary tables.",
            "Roles, their rights and settings of databases: they are made on green first.",
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Prepare(RelationalSchema blue, RelationalSchema green) =>
        [
            new(
                "blue",
                "What stands in the way: the write-ahead log holds no rows, large objects, tables whose rows cannot be told apart.",
                [
                    "select 'wal_level is not logical' where current_setting('wal_level') <> 'logical'",
                    "select 'a large object' from pg_largeobject_metadata limit 1",
                    """
                    select c.oid::regclass::text from pg_class c where c.relkind = 'r' and c.relpersistence = 'p' and c.relreplident = 'd'
                        and c.relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                        and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
                    """,
                ]
            )
            {
                IsCheck = true,
            },
            new(
                "blue",
                "What is written from now on is kept for green. The slot holds the write-ahead log back: look at the room on the disk.",
                [Publish("dbwright_blue", blue, green), Slot("dbwright_green")]
            ),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Switch(RelationalSchema blue, RelationalSchema green) =>
        [
            new(
                "green",
                "Green copies every table and follows from there on. BLUE is the connection string of blue.",
                [Subscribe("dbwright_green", "dbwright_blue", Blue, copies: true)]
            ),
            new(
                "green",
                "All tables are copied and follow. Until then nothing is switched; the application goes on.",
                ["select srrelid::regclass::text from pg_subscription_rel where srsubstate <> 'r'"]
            )
            {
                IsCheck = true,
            },
            new(
                "blue",
                "The switch begins: the application writes no more.",
                [
                    "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$",
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() "
                        + "and pid <> pg_backend_pid() and backend_type = 'client backend'",
                ]
            ),
            new(
                "blue",
                "Green has everything.",
                [
                    "select 1 from pg_replication_slots where slot_name = 'dbwright_green' and confirmed_flush_lsn < pg_current_wal_flush_lsn()",
                ]
            )
            {
                IsCheck = true,
            },
            new(
                "blue",
                "Numbers go on where they are: the statements that this yields are run on green.",
                [
                    "select format('select setval(%L, %s)', quote_ident(schemaname) || '.' || quote_ident(sequencename), last_value) "
                        + "from pg_sequences where last_value is not null",
                ]
            )
            {
                YieldsStatements = true,
            },
            new(
                "green",
                "Green stands alone, and keeps what is written there for the way back. Then the application is started on green.",
                ["drop subscription dbwright_green", Publish("dbwright_back", green, blue), Slot("dbwright_back")]
            ),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Back(RelationalSchema blue, RelationalSchema green) =>
        [
            new(
                "blue",
                "Blue follows green from where the application began to work there; values are read as text, and stop it where the old type does not "
                    + "take them. GREEN is the connection string of green. For the way back, "
                    + "switch as above with the two exchanged, and let blue be written again: alter database … reset default_transaction_read_only.",
                [Subscribe("dbwright_back", "dbwright_back", Green, copies: false)]
            ),
        ];

    // Only what the other side has too can be written there.
    private static string Publish(string name, RelationalSchema from, RelationalSchema to)
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

    private static string Slot(string name) => $"select pg_create_logical_replication_slot('{name}', 'pgoutput')";

    private static string Subscribe(string name, string publication, string connection, bool copies) =>
        $"create subscription {name} connection '{connection}' publication {publication} "
        + $"with (slot_name = '{name}', create_slot = false{(copies ? "" : ", copy_data = false")})";
}
