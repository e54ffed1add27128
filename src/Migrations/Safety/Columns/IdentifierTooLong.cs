using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A name that the engine cuts or refuses.</summary>
internal sealed class IdentifierTooLong : LintRule
{
    public override RuleInfo Info { get; } =
        new("identifier-too-long", "A name is longer than the engine takes")
        {
            Why =
                "PostgreSQL cuts a name after 63 bytes with no more than a notice, so that two names can become one. MariaDB and MySQL "
                + "refuse more than 64 characters.",
            Instead = "Shorten it.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-81",
            Aliases = ["squawk:identifier-too-long"],
        };

    public override void Check(StatementContext at)
    {
        IEnumerable<SqlName> names = at.Statement switch
        {
            CreateTableStatement create =>
            [
                .. create.Name.Parts,
                .. create.Columns.Select(c => c.Name),
                .. Names(create.Constraints),
            ],
            CreateIndexStatement { Name: { } index } => index.Parts,
            CreateViewStatement view => [.. view.Name.Parts, .. view.Columns],
            CreateRoutineStatement routine => routine.Name.Parts,
            CreateTriggerStatement trigger => trigger.Name.Parts,
            CreateTypeStatement type => type.Name.Parts,
            CreateObjectStatement other => other.Name.Parts,
            AlterStatement alter => alter.Actions.SelectMany(a =>
                a switch
                {
                    SqlAction.AddColumns add => add.Columns.Select(c => c.Name),
                    SqlAction.AddConstraint { Constraint: { } constraint } => Names([constraint]),
                    SqlAction.Rename rename => rename.NewName.Parts,
                    _ => [],
                }
            ),
            _ => [],
        };
        foreach (var name in names)
        {
            var isPostgreSql = at.Target.Dialect == SqlDialect.PostgreSql;
            var length = isPostgreSql ? System.Text.Encoding.UTF8.GetByteCount(name.Value) : name.Value.Length;
            if (length > (isPostgreSql ? 63 : 64))
            {
                at.Report(
                    name.Span,
                    isPostgreSql
                        ? FormattableString.Invariant($"The name {name} has {length} bytes; PostgreSQL cuts it after 63.")
                        : FormattableString.Invariant($"The name {name} has {length} characters; {at.Target.Title} takes 64.")
                );
            }
        }
    }

    private static IEnumerable<SqlName> Names(IEnumerable<SqlConstraint> constraints)
    {
        foreach (var constraint in constraints)
        {
            if (constraint.Name is { } name)
            {
                yield return name;
            }
        }
    }
}
