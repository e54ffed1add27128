using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>The parts of a statement that rules about tables and columns go through.</summary>
internal static class AlterActions
{
    /// <summary>The actions of one kind of an <c>alter table</c>; none for another statement.</summary>
    public static IEnumerable<(AlterStatement Alter, T Action)> Actions<T>(this StatementContext at)
        where T : SqlAction => at.Statement is AlterStatement { Kind: "table" } alter ? Of<T>(alter) : [];

    /// <summary>The columns that an <c>alter table</c> adds.</summary>
    public static IEnumerable<(AlterStatement Alter, SqlColumn Column)> AddedColumns(this StatementContext at) =>
        at.Statement is AlterStatement { Kind: "table" } alter
            ? Of<SqlAction.AddColumns>(alter).SelectMany(a => a.Action.Columns, (a, column) => (a.Alter, column))
            : [];

    /// <summary>The columns that a statement defines: of a new table, added ones, and in MariaDB those defined anew.</summary>
    public static IEnumerable<(SqlObjectName Table, SqlColumn Column)> DefinedColumns(this StatementContext at) =>
        at.Statement switch
        {
            CreateTableStatement create => create.Columns.Select(c => (create.Name, c)),
            AlterStatement { Kind: "table" } alter => alter.Actions.SelectMany(a =>
                a switch
                {
                    SqlAction.AddColumns add => add.Columns.Select(c => (alter.Name, c)),
                    SqlAction.ModifyColumn modify => [(alter.Name, modify.Column)],
                    _ => [],
                }
            ),
            _ => [],
        };

    /// <summary>The types that a statement gives to columns: of defined ones and of those whose type it changes.</summary>
    public static IEnumerable<(SqlObjectName Table, SqlName Column, SqlType Type)> WrittenTypes(this StatementContext at)
    {
        foreach (var (table, column) in at.DefinedColumns())
        {
            if (column.Type is { } type)
            {
                yield return (table, column.Name, type);
            }
        }

        foreach (var (alter, action) in at.Actions<SqlAction.AlterColumn>())
        {
            if (action is { Change: "type", Type: { } type })
            {
                yield return (alter.Name, action.Column, type);
            }
        }
    }

    /// <summary>The columns whose whole definition is replaced in MariaDB, with what was known of them before.</summary>
    public static IEnumerable<(AlterStatement Alter, SqlAction.ModifyColumn Action, ScopeColumn? Before)> ModifiedColumns(
        this StatementContext at
    ) =>
        at.Actions<SqlAction.ModifyColumn>()
            .Select(a => (a.Alter, a.Action, at.Scope.Table(a.Alter.Name)?.Column(a.Action.OldName.Value)));

    /// <summary>Whether a setting of the file bounds how long the statement waits for locks.</summary>
    public static bool HasLockTimeout(this StatementContext at) =>
        at.Setting("lock_timeout") is { } value && value is not ("0" or "default");

    private static IEnumerable<(AlterStatement Alter, T Action)> Of<T>(AlterStatement alter)
        where T : SqlAction => alter.Actions.OfType<T>().Select(a => (alter, a));
}
