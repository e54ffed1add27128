using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The names that a statement gives to what it creates or renames.</summary>
internal static class DefinedNames
{
    /// <summary>The names, each as it was written; of qualified ones the last part.</summary>
    public static IEnumerable<SqlName> Of(SqlStatement statement) =>
        statement switch
        {
            CreateTableStatement create =>
            [
                .. Own(create.Name),
                .. create.Columns.Select(c => c.Name),
                .. OfConstraints(create.Constraints),
                .. OfConstraints(create.Columns.SelectMany(c => c.Constraints)),
            ],
            CreateIndexStatement { Name: { } index } => Own(index),
            CreateViewStatement view => [.. Own(view.Name), .. view.Columns],
            CreateRoutineStatement routine => Own(routine.Name),
            CreateTriggerStatement trigger => Own(trigger.Name),
            CreateTypeStatement type => [.. Own(type.Name), .. type.Fields.Select(f => f.Name)],
            CreateObjectStatement { Kind: "schema" or "sequence" or "policy" or "event" or "rule" } other => Own(other.Name),
            AlterStatement alter => alter.Actions.SelectMany(Of),
            _ => [],
        };

    private static IEnumerable<SqlName> Of(SqlAction action) =>
        action switch
        {
            SqlAction.AddColumns add => add.Columns.Select(c => c.Name),
            SqlAction.AddConstraint { Constraint: { } constraint } => OfConstraints([constraint]),
            SqlAction.Rename { Kind: not "value" } rename => Own(rename.NewName),
            SqlAction.ModifyColumn { IsChange: true } change => [change.Column.Name],
            _ => [],
        };

    private static IEnumerable<SqlName> Own(SqlObjectName name) => name.Parts.Count == 0 ? [] : [name.Parts[^1]];

    private static IEnumerable<SqlName> OfConstraints(IEnumerable<SqlConstraint> constraints) =>
        constraints.Where(c => c.Name is not null).Select(c => c.Name!.Value);
}
