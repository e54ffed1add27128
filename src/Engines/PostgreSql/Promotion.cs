using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// A replica of PostgreSQL that streams becomes a server of its own at the moment from which its primary keeps rows for it: it holds all rows
/// already, is changed while nobody uses it, and then follows by them.
/// </summary>
internal sealed class PostgreSqlPromotion : IPromotion
{
    private const string Name = "dbwright_replica";
    private const string BackName = "dbwright_back";

    // What pg_rewind reads of a server's own log.
    private const string KeepName = "dbwright_keep";

    // Until then what pauses is not known for sure.
    private const int PauseStates = 14;

    /// <inheritdoc />
    public string Primary => "PRIMARY";

    /// <inheritdoc />
    public string Replica => "REPLICA";

    /// <inheritdoc />
    public string DataDirectory => "DATA";

    /// <inheritdoc />
    public Sequence<string> LeftOut =>
        [
            "Positions of sequences and numbered columns: they are set in the switch.",
            "Definitions, roles and rights: nobody changes any on the primary until the switch is done.",
            "Large objects that are written later, and the contents of unlogged and temporary tables.",
            "What triggers write: they do not fire for rows that come over.",
            "Jobs that the server runs by itself (pg_cron): from its promotion on they would run on the replica too; switch them off there.",
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Promote(RelationalSchema primary, RelationalSchema replica) =>
        [
            new(
                "primary",
                "What stands in the way: the write-ahead log holds no rows, large objects, tables whose rows cannot be told apart; no replica "
                    + "that streams, commits that wait for it, transactions that are prepared, subscriptions that the replica would follow as well.",
                [
                    .. LogicalStatements.InTheWay,
                    "select 'no replica streams' where not exists (select 1 from pg_stat_replication where state = 'streaming')",
                    "select application_name || ' is waited for: take it out of synchronous_standby_names' from pg_stat_replication "
                        + "where sync_state in ('sync', 'quorum')",
                    "select gid from pg_prepared_xacts",
                    "select subname from pg_subscription where subenabled",
                ]
            )
            {
                IsCheck = true,
            },
            new(
                "replica",
                "It is a replica, and can send rows later.",
                [
                    "select 'this is no replica' where not pg_is_in_recovery()",
                    "select 'wal_level is not logical' where current_setting('wal_level') <> 'logical'",
                ]
            )
            {
                IsCheck = true,
            },
            new(
                "replica",
                "It stands still: whoever reads there sees the past from now on. The slot keeps what its own log says from here, for who gives up.",
                ["select pg_wal_replay_pause()", Keep]
            ),
            new(
                "replica",
                "It does.",
                [
                    primary.Version is { Major: < PauseStates }
                        ? "select 1 where not pg_is_wal_replay_paused()"
                        : "select 1 where pg_get_wal_replay_pause_state() <> 'paused'",
                ]
            )
            {
                IsCheck = true,
            },
            new(
                "primary",
                "What is committed from now on is kept for it. That waits for transactions that are open. The slots hold the write-ahead log back, also "
                    + "while the replica is changed: look at the room on the disk, and at max_slot_wal_keep_size.",
                [Keep, LogicalStatements.Publish(Name, primary, replica), LogicalStatements.Slot(Name)]
            ),
            new(
                "primary",
                "The replica goes as far as that: the statement that this yields is run there.",
                [
                    $"select format('alter system set recovery_target_lsn = %L', confirmed_flush_lsn) from pg_replication_slots where slot_name = '{Name}'",
                ]
            )
            {
                YieldsStatements = true,
            },
            new(
                "replica",
                "Not a transaction further, and then it is a server of its own.",
                [
                    "alter system set recovery_target_inclusive = off",
                    "alter system set recovery_target_action = 'promote'",
                    "alter system set recovery_target_timeline = 'latest'",
                ]
            ),
            new(
                "replica",
                "It has not gone further already. If it has, somebody let it go on: give up as below, and begin again.",
                [
                    "select setting from pg_file_settings where name = 'recovery_target_lsn' and setting::pg_lsn < pg_last_wal_replay_lsn()",
                ]
            )
            {
                IsCheck = true,
            },
            new("replica", "It starts with these settings.", []) { Commands = ["pg_ctl -D DATA restart"] },
            new("primary", "It gets to see the end of that.", ["select pg_switch_wal()"]),
            new("replica", "It is a server of its own.", ["select 1 where pg_is_in_recovery()"]) { IsCheck = true },
            new("replica", "The settings go. Nobody writes to it but the change.", [.. Reset, $"drop publication {Name}"]),
            new(
                "replica",
                "The slot that it streamed from, if there is one, would hold the log of the primary back for ever: the statement that this yields is run there.",
                [
                    "select format('select pg_drop_replication_slot(%L)', current_setting('primary_slot_name')) where current_setting('primary_slot_name') <> ''",
                ]
            )
            {
                YieldsStatements = true,
            },
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Switch(RelationalSchema primary, RelationalSchema replica) =>
        [
            new("primary", "It has kept everything. If not, give up as below and begin again.", [Lost]) { IsCheck = true },
            new(
                "replica",
                "The replica follows from where it was promoted. PRIMARY is the connection string of the primary.",
                [LogicalStatements.Subscribe(Name, Name, Primary, copies: false)]
            ),
            new(
                "primary",
                "It has caught up to a megabyte. What a new type or rule refuses stops it: its log says which row. The application goes on.",
                [
                    Lost,
                    $"select 1 from pg_replication_slots where slot_name = '{Name}' "
                        + "and (not active or pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn) > 1048576)",
                ]
            )
            {
                IsCheck = true,
            },
            new("primary", "The switch begins: the application writes no more.", LogicalStatements.Close),
            new("primary", "The replica has everything.", [LogicalStatements.Behind(Name)]) { IsCheck = true },
            .. LogicalStatements.Unreferenced("replica", primary, replica),
            new(
                "primary",
                "Numbers go on where they are: the statements that this yields are run on the replica.",
                [LogicalStatements.Numbers]
            )
            {
                YieldsStatements = true,
            },
            new(
                "replica",
                "It stands alone, and keeps what is written there for the way back. Then the application is started on it.",
                [
                    $"drop subscription {Name}",
                    Unkeep,
                    LogicalStatements.Publish(BackName, replica, primary),
                    LogicalStatements.Slot(BackName),
                ]
            ),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Back(RelationalSchema primary, RelationalSchema replica) =>
        [
            new(
                "primary",
                "The old primary follows from where the application began to work on the new one; values are read as text, and stop it where the old "
                    + "type does not take them. REPLICA is the connection string of the new one. For the way back, switch as above with the two "
                    + "exchanged, and let the old one be written again: alter database … reset default_transaction_read_only.",
                [LogicalStatements.Open, LogicalStatements.Subscribe(BackName, BackName, Replica, copies: false)]
            ),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> GiveUp =>
        [
            new(
                "replica",
                "It follows no more, if it did.",
                [
                    .. Reset,
                    $"do $$ begin if exists (select 1 from pg_subscription where subname = '{Name}') then alter subscription {Name} disable; "
                        + $"alter subscription {Name} set (slot_name = none); drop subscription {Name}; end if; end $$",
                ]
            ),
            new(
                "primary",
                "Nothing is kept for it, as soon as nobody reads that any more.",
                [$"select 1 from pg_replication_slots where slot_name = '{Name}' and active"]
            )
            {
                IsCheck = true,
            },
            new(
                "primary",
                "Slot and publication go.",
                [
                    $"select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '{Name}'",
                    $"drop publication if exists {Name}",
                    Unkeep,
                ]
            ),
            .. Rejoin("replica", Primary, "It becomes a replica again; what was changed there is gone."),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Finish =>
        [
            new("primary", "It follows no more.", [LogicalStatements.Open, $"drop subscription {BackName}"]),
            new("replica", "Nothing is kept for it.", [$"drop publication {BackName}"]),
            .. Rejoin("primary", Replica, "The old primary becomes a replica of the new one."),
        ];

    private static Sequence<string> Reset =>
        [
            "alter system reset recovery_target_lsn",
            "alter system reset recovery_target_inclusive",
            "alter system reset recovery_target_action",
            "alter system reset recovery_target_timeline",
        ];

    private static string Lost =>
        $"select 'the slot is lost' where not exists (select 1 from pg_replication_slots where slot_name = '{Name}' and wal_status <> 'lost')";

    private static string Keep => $"select pg_create_physical_replication_slot('{KeepName}', true)";

    private static string Unkeep =>
        $"select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '{KeepName}'";

    private static Sequence<ReplicationStep> Rejoin(string where, string other, string what) =>
        [
            new(
                where,
                $"{what} DATA is its data directory. Without wal_log_hints or checksums there, pg_basebackup makes it anew instead.",
                []
            )
            {
                Commands =
                [
                    "pg_ctl -D DATA stop -m fast",
                    $"pg_rewind --target-pgdata=DATA --source-server='{other}' --write-recovery-conf",
                    "pg_ctl -D DATA start",
                ],
            },
            new(where, "Nothing is kept there any more.", [Unkeep]),
        ];
}
