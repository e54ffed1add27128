using Dbwright.Model;
using Dbwright.Sql;
using AlterStatement = Dbwright.Sql.AlterStatement;

namespace Dbwright.Migrations;

/// <summary>A column that is named twice.</summary>
internal sealed class DuplicateColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("duplicate-column", "A column is named twice in one statement")
        {
            Why = "The statement fails, or, in an UPDATE of MariaDB, MySQL and SQLite, the last assignment wins silently.",
            Instead = "Take one of them out.",
            Engines = LintEngines.All,
            Reference = "U-79",
            Severity = Severity.Error,
            Aliases = ["squawk:ban-duplicate-column-assignments"],
        };

    public override void Check(StatementContext at)
    {
        var names = at.Statement switch
        {
            CreateTableStatement create => create.Columns.Select(c => new NamedNode(c.Name.Value, c)),
            AlterStatement { Kind: "table" } => at.AddedColumns().Select(c => new NamedNode(c.Column.Name.Value, c.Column)),
            UpdateStatement update => Targets(update.Set.SelectMany(s => s.Targets)),
            InsertStatement insert => Targets(insert.Columns),
            _ => null,
        };
        if (names is null)
        {
            return;
        }

        HashSet<string>? seen = null;
        foreach (var (name, node) in names)
        {
            if (!(seen ??= new(at.Scope.Names)).Add(name))
            {
                at.Report(node, $"Column {name} is named twice.");
            }
        }
    }

    private static IEnumerable<NamedNode> Targets(IEnumerable<SqlExpression> targets) =>
        targets.OfType<SqlExpression.NameReference>().Where(n => n.Parts.Count == 1).Select(n => new NamedNode(n.Name, n));

    private sealed record NamedNode(string Name, SqlNode Node);
}
