namespace Dbwright.Migrations;

/// <summary>A timestamp that does not say of which zone.</summary>
internal sealed class TimestampWithoutTimeZone : LintRule
{
    public override RuleInfo Info { get; } =
        new("timestamp-without-time-zone", "A column is timestamp without time zone")
        {
            Why =
                "It does not say at which moment something happened: sessions with other zones read the same text as other moments, and "
                + "the hour that the clocks are set back is there twice.",
            Instead =
                "Use `timestamptz`: it takes the same eight bytes and means one moment. Keep `timestamp` for times that are meant by "
                + "the wall clock of a place.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-65",
            IsOptIn = true,
            Aliases = ["squawk:prefer-timestamp-tz"],
        };

    public override void Check(StatementContext at)
    {
        foreach (var (table, column, type) in at.WrittenTypes())
        {
            if (TypeNames.PostgreSql(type) == "timestamp")
            {
                var precision = TypeNames.Argument(type) is { } digits ? $"({digits})" : "";
                at.Report(
                    type,
                    $"{table}.{column} does not say of which zone its times are.",
                    fix: type.Dimensions == 0 && at.DefinedColumns().Any(c => ReferenceEquals(c.Column.Type, type))
                        ? new("Use timestamptz", [new TextEdit(type.Span, $"timestamptz{precision}")])
                        : null
                );
            }
        }
    }
}
