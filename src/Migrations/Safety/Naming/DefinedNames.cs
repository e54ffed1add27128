using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The names that a statement gives to what it creates or renames.</summary>
internal static class DefinedNames
{
    private static readonly List<SqlName> None = [];

    /// <summary>The names, each as it was written; of qualified ones the last part.</summary>
    public static List<SqlName> Of(SqlStatement statement)
    {
        if (
            statement
            is not (
                CreateTableStatement
                or CreateIndexStatement
                or CreateViewStatement
                or CreateRoutineStatement
                or CreateTriggerStatement
                or CreateTypeStatement
                or CreateObjectStatement
                or AlterStatement
            )
        )
        {
            return None;
        }

        var names = new List<SqlName>();
        switch (statement)
        {
            case CreateTableStatement create:
                Add(names, create);
                break;
            case CreateIndexStatement { Name: { } index }:
                Own(names, index);
                break;
            case CreateViewStatement view:
                Own(names, view.Name);
                names.AddRange(view.Columns.AsSpan());
                break;
            case CreateRoutineStatement routine:
                Own(names, routine.Name);
                break;
            case CreateTriggerStatement trigger:
                Own(names, trigger.Name);
                break;
            case CreateTypeStatement type:
                Own(names, type.Name);
                Columns(names, type.Fields);
                break;
            case CreateObjectStatement { Kind: "schema" or "sequence" or "policy" or "event" or "rule" } other:
                Own(names, other.Name);
                break;
            case AlterStatement alter:
                foreach (var action in alter.Actions)
                {
                    Add(names, action);
                }

                break;
        }

        return names;
    }

    private static void Add(List<SqlName> names, CreateTableStatement create)
    {
        Own(names, create.Name);
        Columns(names, create.Columns);
        foreach (var constraint in create.Constraints)
        {
            Own(names, constraint);
        }

        foreach (var column in create.Columns)
        {
            foreach (var constraint in column.Constraints)
            {
                Own(names, constraint);
            }
        }
    }

    private static void Add(List<SqlName> names, SqlAction action)
    {
        switch (action)
        {
            case SqlAction.AddColumns add:
                Columns(names, add.Columns);
                break;
            case SqlAction.AddConstraint { Constraint: { } constraint }:
                Own(names, constraint);
                break;
            case SqlAction.Rename { Kind: not "value" } rename:
                Own(names, rename.NewName);
                break;
            case SqlAction.ModifyColumn { IsChange: true } change:
                names.Add(change.Column.Name);
                break;
        }
    }

    private static void Columns(List<SqlName> names, IEnumerable<SqlColumn> columns)
    {
        foreach (var column in columns)
        {
            names.Add(column.Name);
        }
    }

    private static void Own(List<SqlName> names, SqlObjectName name)
    {
        if (name.Parts.Count > 0)
        {
            names.Add(name.Parts[^1]);
        }
    }

    private static void Own(List<SqlName> names, SqlConstraint constraint)
    {
        if (constraint.Name is { } name)
        {
            names.Add(name);
        }
    }
}
