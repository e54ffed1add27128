using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A statement fails when the file is run again after a failure halfway.</summary>
internal sealed class NotRerunnable : LintRule
{
    public override RuleInfo Info { get; } =
        new("not-rerunnable", "A statement fails when the file is run again after a failure halfway")
        {
            Why =
                "Without a transaction around the file, a failure leaves the statements before it applied. The next run fails at "
                + "the first of them, because its object is there already, or is gone.",
            Instead =
                "`IF NOT EXISTS` and `IF EXISTS`, or a transaction around the file. Beware: `IF NOT EXISTS` also passes over an "
                + "object that is there but different, such as an invalid index.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-183",
            Severity = Severity.Note,
            IsOptIn = true,
            Aliases = ["squawk:prefer-robust-stmts"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Transaction.IsOpen || at.Place != StatementPlace.File)
        {
            return;
        }

        var (title, word, words) = at.Statement switch
        {
            CreateTableStatement { IfNotExists: false, Persistence: not "temporary" } table => (
                $"Table {table.Name} may be there already.",
                at.Find("table"),
                " if not exists"
            ),
            CreateIndexStatement { IfNotExists: false, Name: { } index } build => (
                $"Index {index} may be there already.",
                build.IsConcurrently ? at.Find("concurrently") : at.Find("index"),
                " if not exists"
            ),
            CreateObjectStatement { IfNotExists: false, IsReplace: false, Kind: "sequence" or "schema" or "extension" } other => (
                $"{other.Name} may be there already.",
                at.Find(other.Kind),
                " if not exists"
            ),
            DropStatement { IfExists: false, Kind: "table" or "index" or "view" or "sequence" or "type" or "schema" } drop => (
                $"{string.Join(", ", drop.Names)} may be gone already.",
                drop.IsConcurrently ? at.Find("concurrently") : at.Find(drop.Kind),
                " if exists"
            ),
            _ => ("", null, ""),
        };
        if (word is { } behind)
        {
            at.Report(at.Statement, title, fix: new($"Write{words}", [TextEdit.Insert(behind.End, at.InCase(words))]));
        }

        if (at.Statement is AlterStatement { Kind: "table" } alter)
        {
            foreach (var action in alter.Actions.AsSpan())
            {
                if (action is SqlAction.AddColumns { IfNotExists: false, Columns: [{ } column] } add)
                {
                    at.Report(
                        add,
                        $"Column {column.Name} may be there already.",
                        fix: new("Write if not exists", [TextEdit.Insert(column.Span.Start, at.InCase("if not exists "))])
                    );
                }
                else if (action is SqlAction.Drop { IfExists: false, Name: { } part, Kind: "column" or "constraint" } drop)
                {
                    at.Report(
                        drop,
                        $"{part} may be gone already.",
                        fix: new("Write if exists", [TextEdit.Insert(part.Span.Start, at.InCase("if exists "))])
                    );
                }
            }
        }
    }
}
