using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A column stands twice in one index.</summary>
internal sealed class DuplicateIndexColumn : LintRule
{
    public override RuleInfo Info { get; } =
        new("duplicate-index-column", "A column stands twice in one index")
        {
            Why = "The second occurrence changes nothing but the size of the index; some engines refuse it.",
            Instead = "Remove it, or name the column that was meant.",
            Engines = LintEngines.All,
            Reference = "U-10",
            Aliases = ["bytebase:INDEX_NO_DUPLICATE_COLUMN"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateIndexStatement index)
        {
            Look(at, index.Parts);
        }
        else
        {
            foreach (var constraint in at.Nodes.OfType<SqlConstraint>())
            {
                if (constraint.Kind is SqlConstraintKind.Index or SqlConstraintKind.Unique or SqlConstraintKind.PrimaryKey)
                {
                    Look(at, constraint.Columns);
                }
            }
        }
    }

    private static void Look(StatementContext at, Sequence<SqlIndexPart> parts)
    {
        for (var i = 1; i < parts.Count; i++)
        {
            if (
                parts[i].Column is { } column
                && parts
                    .Take(i)
                    .Any(p =>
                        p.Column is { } before
                        && at.Scope.Names.Equals(before, column)
                        && p.OperatorClass?.Name == parts[i].OperatorClass?.Name
                    )
            )
            {
                at.Report(
                    parts[i],
                    $"Column {column} stands twice.",
                    fix: new(
                        "Remove the second one",
                        [new TextEdit(TextSpan.Between(parts[i - 1].Span.End, parts[i].Span.End), "")]
                    )
                );
            }
        }
    }
}
