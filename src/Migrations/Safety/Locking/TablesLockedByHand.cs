using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Tables, or all tables of a server, are locked by hand.</summary>
internal sealed class TablesLockedByHand : LintRule
{
    public override RuleInfo Info { get; } =
        new("tables-locked-by-hand", "Tables are locked by hand until somebody unlocks them")
        {
            Why =
                "`LOCK TABLES` ends the transaction that is open and keeps others out until `UNLOCK TABLES` or the end of the session; the session itself may then use no "
                + "other table. `FLUSH TABLES WITH READ LOCK` stops every write of the server, and waits for the longest query first.",
            Instead = "Rely on the locks that statements take by themselves; say `lock=none` or `lock=shared` where it matters.",
            Engines = LintEngines.MySqlFamily,
            Reference = "",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is LockStatement { Tables: [var table, ..] } locks)
        {
            at.Report(locks, $"{table.Name} is locked by hand until the file, or the session, ends it.", table.Name);
        }
        else if (at.Statement is OtherStatement && at.Find("with", "read", "lock") is { } words)
        {
            at.Report(words, "Every write on the server waits from here on.");
        }
    }
}
