using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An action of an <c>alter table</c>.</summary>
internal sealed record AlterAction<T>(AlterStatement Alter, T Action)
    where T : SqlAction;

/// <summary>A column that an <c>alter table</c> adds.</summary>
internal sealed record AddedColumn(AlterStatement Alter, SqlColumn Column);

/// <summary>A column that a statement defines.</summary>
internal sealed record DefinedColumn(SqlObjectName Table, SqlColumn Column);

/// <summary>A type that a statement gives to a column.</summary>
internal sealed record WrittenType(SqlObjectName Table, SqlName Column, SqlType Type);

/// <summary>A column whose whole definition is replaced, with what was known of it before.</summary>
internal sealed record ModifiedColumn(AlterStatement Alter, SqlAction.ModifyColumn Action, ScopeColumn? Before);

/// <summary>
/// The parts of a statement that rules about tables and columns go through. They are objects: the runtime has the code of lists of objects
/// ready, and compiles that of every kind of tuple when a program first meets it.
/// </summary>
internal static class AlterActions
{
    /// <summary>The actions of one kind of an <c>alter table</c>; none for another statement.</summary>
    public static IEnumerable<AlterAction<T>> Actions<T>(this StatementContext at)
        where T : SqlAction => at.Statement is AlterStatement { Kind: "table" } alter ? Of<T>(alter) : [];

    /// <summary>The columns that an <c>alter table</c> adds.</summary>
    public static IEnumerable<AddedColumn> AddedColumns(this StatementContext at) =>
        at.Statement is AlterStatement { Kind: "table" } alter ? at.Added ??= [.. Added(alter)] : [];

    /// <summary>The columns that a statement defines: of a new table, added ones, and in MariaDB those defined anew.</summary>
    public static IEnumerable<DefinedColumn> DefinedColumns(this StatementContext at) =>
        at.Statement switch
        {
            CreateTableStatement create => at.Defined ??= [.. create.Columns.Select(c => new DefinedColumn(create.Name, c))],
            AlterStatement { Kind: "table" } alter => at.Defined ??= [.. Defined(alter)],
            _ => [],
        };

    /// <summary>The types that a statement gives to columns: of defined ones and of those whose type it changes.</summary>
    public static IEnumerable<WrittenType> WrittenTypes(this StatementContext at) =>
        at.Statement is CreateTableStatement or AlterStatement { Kind: "table" } ? at.Written ??= [.. Written(at)] : [];

    /// <summary>The columns whose whole definition is replaced in MariaDB, with what was known of them before.</summary>
    public static IEnumerable<ModifiedColumn> ModifiedColumns(this StatementContext at) =>
        at.Statement is AlterStatement { Kind: "table" } && at.Target.Dialect == SqlDialect.MariaDb ? Modified(at) : [];

    /// <summary>Whether a setting of the file bounds how long the statement waits for locks.</summary>
    public static bool HasLockTimeout(this StatementContext at) =>
        at.Setting("lock_timeout") is { } value && value is not ("0" or "default");

    private static IEnumerable<AlterAction<T>> Of<T>(AlterStatement alter)
        where T : SqlAction
    {
        foreach (var action in alter.Actions)
        {
            if (action is T wanted)
            {
                yield return new(alter, wanted);
            }
        }
    }

    private static IEnumerable<ModifiedColumn> Modified(StatementContext at)
    {
        foreach (var (alter, action) in at.Actions<SqlAction.ModifyColumn>())
        {
            yield return new(alter, action, at.Scope.Table(alter.Name)?.Column(action.OldName.Value));
        }
    }

    private static IEnumerable<AddedColumn> Added(AlterStatement alter)
    {
        foreach (var action in alter.Actions)
        {
            if (action is SqlAction.AddColumns add)
            {
                foreach (var column in add.Columns)
                {
                    yield return new(alter, column);
                }
            }
        }
    }

    private static IEnumerable<DefinedColumn> Defined(AlterStatement alter)
    {
        foreach (var action in alter.Actions)
        {
            if (action is SqlAction.AddColumns add)
            {
                foreach (var column in add.Columns)
                {
                    yield return new(alter.Name, column);
                }
            }
            else if (action is SqlAction.ModifyColumn modify)
            {
                yield return new(alter.Name, modify.Column);
            }
        }
    }

    private static IEnumerable<WrittenType> Written(StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (column.Type is { } type)
            {
                yield return new(table, column.Name, type);
            }
        }

        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (action is { Change: "type", Type: { } type })
            {
                yield return new(alter.Name, action.Column, type);
            }
        }
    }
}
