using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A statement is about something that is not there at this point.</summary>
internal sealed class UnknownObject : LintRule
{
    // Of SQLite, which every table has.
    private static readonly string[] RowNumbers = ["rowid", "oid", "_rowid_"];

    public override RuleInfo Info { get; } =
        new("unknown-object", "A statement is about something that is not there at this point")
        {
            Why =
                "By these files the table, column or constraint was never created, or was dropped or renamed before. The "
                + "statement will fail.",
            Instead = "Correct the name, or the order of the statements.",
            Engines = LintEngines.All,
            Reference = "U-186",
            Severity = Severity.Error,
            Aliases = ["bytebase:BUILTIN_WALK_THROUGH_CHECK"],
        };

    public override void Check(StatementContext at)
    {
        switch (at.Statement)
        {
            case AlterStatement { Kind: "table", IfExists: false } alter:
                if (IsGone(at, alter.Name))
                {
                    return;
                }

                foreach (var action in alter.Actions.AsSpan())
                {
                    Look(at, alter, action);
                }

                break;
            case CreateIndexStatement index:
                _ = IsGone(at, index.Table);
                break;
            // What a routine writes is looked for when it is called.
            case InsertStatement insert when at.Place != StatementPlace.Routine && !IsGone(at, insert.Table.Name):
                Look(at, insert.Table.Name, insert.Columns);
                break;
            case UpdateStatement { Table: SqlTableSource.Named table } update
                when at.Place != StatementPlace.Routine && WritesOne(at, update) && !IsGone(at, table.Name):
                Look(at, table.Name, update.Set.SelectMany(s => s.Targets));
                break;
            case TruncateStatement truncate:
                foreach (var table in truncate.Tables.AsSpan())
                {
                    _ = IsGone(at, table.Name);
                }

                break;
            case DropStatement { Kind: "table", IfExists: false } drop:
                foreach (var name in drop.Names.AsSpan())
                {
                    _ = IsGone(at, name);
                }

                break;
        }
    }

    // On MariaDB and MySQL the columns may be those of any table of the list.
    private static bool WritesOne(StatementContext at, UpdateStatement update) =>
        at.Target.Dialect != SqlDialect.MariaDb || update.From.Count == 0;

    private static bool IsGone(StatementContext at, SqlObjectName name)
    {
        var isGone = at.Scope.IsDropped(name);
        if (isGone)
        {
            at.Report(name, $"{name} was dropped or renamed before.");
        }

        return isGone;
    }

    private static void Look(StatementContext at, AlterStatement alter, SqlAction action)
    {
        var column = action switch
        {
            // Not "alter column 2" of an index; of what could not be read the name is empty.
            SqlAction.AlterColumn change when at.TextOf(change.Column.Span) is [not (>= '0' and <= '9'), ..] => change.Column,
            SqlAction.Drop { Kind: "column", IfExists: false, Name: { } dropped } => dropped,
            SqlAction.Rename { Kind: "column", OldName: { } renamed } => renamed,
            SqlAction.ModifyColumn modify => modify.OldName,
            _ => (SqlName?)null,
        };
        if (
            column is { } name
            && !alter
                .Actions.TakeWhile(a => a != action)
                .Any(a => a is SqlAction.AddColumns add && add.Columns.Any(c => at.Scope.Names.Equals(c.Name.Value, name.Value)))
        )
        {
            Look(at, alter.Name, name.Value, name.Span);
        }
    }

    private static void Look(StatementContext at, SqlObjectName table, IEnumerable<SqlExpression> columns)
    {
        foreach (var column in columns.OfType<SqlExpression.NameReference>().Where(c => c.Parts.Count == 1))
        {
            if (at.Target.Dialect != SqlDialect.Sqlite || !RowNumbers.Contains(column.Name, at.Scope.Names))
            {
                Look(at, table, column.Name, column.Span);
            }
        }
    }

    private static void Look(StatementContext at, SqlObjectName name, string column, TextSpan span)
    {
        if (at.Scope.Table(name) is { } table && table.Lacks(column) && !at.Scope.IsElsewhere)
        {
            at.Report(
                span,
                NearestName.Of(column, table.Columns.Select(c => c.Name)) is { } near
                    ? $"{name} has no column {at.TextOf(span)}; did you mean {near}?"
                    : $"{name} has no column {at.TextOf(span)}."
            );
        }
    }
}
