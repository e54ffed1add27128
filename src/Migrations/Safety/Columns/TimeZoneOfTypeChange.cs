using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A change between the two kinds of timestamps.</summary>
internal sealed class TimeZoneOfTypeChange : LintRule
{
    public override RuleInfo Info { get; } =
        new(
            "timestamp-change-depends-on-time-zone",
            "A change between timestamp and timestamptz depends on the session's time zone"
        )
        {
            Why =
                "PostgreSQL reads the stored times in the session's `TimeZone`. With UTC nothing is written. With any other zone every "
                + "row is shifted and the table and its indexes are written again under ACCESS EXCLUSIVE. The same file does different "
                + "things for different people.",
            Instead =
                "Say the zone: `set local timezone = 'UTC'` in the same transaction, if the stored times are UTC. If they are in "
                + "another zone, convert by a new column filled in batches.",
            Engines = LintEngines.PostgreSql,
            Reference = "N-12",
            Exposure = Exposure.TablesInUse,
        };

    public override void Check(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            var before = at.Scope.Table(alter.Name)?.Column(action.Column.Value)?.Type;
            if (
                action is { Change: "type", Type: { } type }
                && PostgreSqlTypeChange.Cost(before, action) == TypeChangeCost.RewriteUnlessUtc
                && !(at.Setting("timezone") ?? at.Setting("time zone") ?? "")
                    .Trim('\'')
                    .Equals("utc", StringComparison.OrdinalIgnoreCase)
            )
            {
                at.Report(
                    action,
                    $"Changing {alter.Name}.{action.Column} from {TypeNames.Show(before!)} to {TypeNames.Show(type)} reads the times in the session's time zone and, unless that is UTC, writes the table again while reads and writes wait.",
                    alter.Name,
                    $"set timezone = 'UTC'; -- if the stored times are UTC\n{at.TextOf(alter)};"
                );
            }
        }
    }
}
