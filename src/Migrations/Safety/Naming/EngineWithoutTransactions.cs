using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A table is of a storage engine that knows no transactions.</summary>
internal sealed class EngineWithoutTransactions : LintRule
{
    private static readonly string[] Engines =
    [
        "myisam",
        "aria",
        "memory",
        "heap",
        "csv",
        "archive",
        "merge",
        "mrg_myisam",
        "blackhole",
        "federated",
        "federatedx",
    ];

    public override RuleInfo Info { get; } =
        new("engine-without-transactions", "A table is of a storage engine that knows no transactions")
        {
            Why =
                "Rows of MyISAM, Aria, MEMORY and their like are written at once and stay when the transaction is rolled back; foreign keys are read and forgotten; a write "
                + "locks the whole table; after a crash MyISAM has to be repaired, and MEMORY is empty.",
            Instead = "`ENGINE=InnoDB`, which is the default.",
            Engines = LintEngines.MySqlFamily,
            Reference = "",
            Aliases = ["bytebase:ENGINE_MYSQL_USE_INNODB", "skeema:engine"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTableStatement { Persistence: not "temporary" } create)
        {
            foreach (var option in create.Options.AsSpan())
            {
                if (option.Name.Equals("engine", StringComparison.OrdinalIgnoreCase))
                {
                    Look(at, create.Name, option.Value, option.Span);
                }
            }
        }

        foreach (var (alter, action) in at.Actions<SqlAction.Other>())
        {
            if (action.Words == "engine")
            {
                Look(at, alter.Name, action.Value, action.Span);
            }
        }
    }

    private static void Look(StatementContext at, SqlObjectName table, string value, TextSpan span)
    {
        var engine = value.Trim('=', ' ', '\'', '"', '`');
        if (Engines.Contains(engine, StringComparer.OrdinalIgnoreCase))
        {
            at.Report(span, $"{table} is {engine}: what is written there cannot be rolled back.");
        }
    }
}
