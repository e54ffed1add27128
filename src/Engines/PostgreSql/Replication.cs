using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Logical replication of PostgreSQL: rows by the names of their columns, to another server.</summary>
internal sealed class PostgreSqlReplication : IReplication
{
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
            "What triggers write: they do not fire for rows that come over.",
            "Roles, their rights and settings of databases: they are made on green first.",
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Prepare(RelationalSchema blue, RelationalSchema green) =>
        [
            new(
                "blue",
                "What stands in the way: the write-ahead log holds no rows, large objects, tables whose rows cannot be told apart.",
                LogicalStatements.InTheWay
            )
            {
                IsCheck = true,
            },
            new(
                "blue",
                "What is written from now on is kept for green. The slot holds the write-ahead log back: look at the room on the disk.",
                [LogicalStatements.Publish("dbwright_blue", blue, green), LogicalStatements.Slot("dbwright_green")]
            ),
        ];

    /// <inheritdoc />
    public Sequence<ReplicationStep> Switch(RelationalSchema blue, RelationalSchema green) =>
        [
            new(
                "green",
                "Green copies every table and follows from there on. BLUE is the connection string of blue.",
                [LogicalStatements.Subscribe("dbwright_green", "dbwright_blue", Blue, copies: true)]
            ),
            new(
                "green",
                "All tables are copied and follow. Until then nothing is switched; the application goes on.",
                ["select srrelid::regclass::text from pg_subscription_rel where srsubstate <> 'r'"]
            )
            {
                IsCheck = true,
            },
            new("blue", "The switch begins: the application writes no more.", LogicalStatements.Close),
            new("blue", "Green has everything.", [LogicalStatements.Behind("dbwright_green")]) { IsCheck = true },
            .. LogicalStatements.Unreferenced("green", blue, green),
            new(
                "blue",
                "Numbers go on where they are: the statements that this yields are run on green.",
                [LogicalStatements.Numbers]
            )
            {
                YieldsStatements = true,
            },
            new(
                "green",
                "Green stands alone, and keeps what is written there for the way back. Then the application is started on green.",
                [
                    "drop subscription dbwright_green",
                    LogicalStatements.Publish("dbwright_back", green, blue),
                    LogicalStatements.Slot("dbwright_back"),
                ]
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
                [LogicalStatements.Open, LogicalStatements.Subscribe("dbwright_back", "dbwright_back", Green, copies: false)]
            ),
        ];

    /// <inheritdoc />
    // As text, true is t, a number with a fraction is no whole one, and char(n) has its blanks; what a date or moment with a zone is depends on
    // settings of the session.
    public bool Reads(DataType sent, DataType read) =>
        sent == read
        || (sent, read) switch
        {
            (DataType.Integer, DataType.Integer or DataType.Decimal or DataType.Float) => true,
            (DataType.Decimal { Scale: 0 }, DataType.Integer) => true,
            (DataType.Decimal, DataType.Decimal or DataType.Float) => true,
            (DataType.Float(64), DataType.Float(32)) => true,
            (
                DataType.Text { Fixed: false },
                DataType.Text
                    or DataType.Integer
                    or DataType.Decimal
                    or DataType.Float
                    or DataType.Boolean
                    or DataType.Uuid
                    or DataType.Json
                    or DataType.Enum
            ) => true,
            (
                DataType.Integer
                    or DataType.Decimal
                    or DataType.Float
                    or DataType.Uuid
                    or DataType.Json
                    or DataType.Enum,
                DataType.Text { Fixed: false }
            ) => true,
            (DataType.Enum, DataType.Enum) => true,
            (DataType.Json, DataType.Json) => true,
            (DataType.Date, DataType.Timestamp { WithZone: false }) => true,
            (DataType.Timestamp { WithZone: false }, DataType.Date) => true,
            (DataType.Timestamp a, DataType.Timestamp b) => a.WithZone == b.WithZone,
            (DataType.Time, DataType.Time) => true,
            _ => false,
        };
}
