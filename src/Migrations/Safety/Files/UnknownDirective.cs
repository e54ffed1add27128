namespace Dbwright.Migrations;

/// <summary>A remark <c>-- dbwright:…</c> that means nothing.</summary>
internal sealed class UnknownDirective : LintRule
{
    public override RuleInfo Info { get; } =
        new("unknown-directive", "A remark for dbwright is none that it knows")
        {
            Why =
                "A misspelt remark does nothing, and nobody notices: the file runs in a transaction, or the finding is reported after all.",
            Instead =
                "The remarks are `dbwright:ignore RULE`, `dbwright:ignore-file RULE`, `dbwright:no-transaction`, "
                + "`dbwright:transaction none` or `file`, `dbwright:rename OLD=NEW`, `dbwright:backfill KEY` with `batch ROWS` or without, "
                + "`dbwright:after VERSION TIME`, `dbwright:contract`, `dbwright:lost-where CONDITION` and `dbwright:starts-from SERVER FINGERPRINT TABLES`.",
            Engines = LintEngines.All,
            Reference = "",
        };
}
