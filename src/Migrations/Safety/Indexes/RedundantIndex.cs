using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index adds nothing to another.</summary>
internal sealed class RedundantIndex : LintRule
{
    public override RuleInfo Info { get; } =
        new("redundant-index", "An index adds nothing to another")
        {
            Why =
                "An index whose columns are the first ones of another serves no query that the longer one does not serve. It "
                + "costs space, memory and time at every write.",
            Instead = "Drop the shorter one, concurrently; keep the one that belongs to a constraint.",
            Engines = LintEngines.All,
            Reference = "U-11",
            Aliases = ["bytebase:INDEX_NOT_REDUNDANT", "bytebase:TABLE_NO_DUPLICATE_INDEX", "skeema:dupe-index"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateIndexStatement { Where: null, Kind: "" or "unique", Include.Count: 0 } index
            || index.Method is not ("" or "btree")
            || index.Parts.Any(p =>
                p.Column is null
                || p.IsDescending
                || p.NullsFirst is not null
                || p.OperatorClass is not null
                || p.Collation is not null
                || p.Length is not null
            )
            || at.Scope.Table(index.Table) is not { } table
        )
        {
            return;
        }

        var columns = index.Parts.Select(p => p.Column!).ToList();
        foreach (var other in table.Indexes)
        {
            if (
                other.IsPartial
                || other.Method is not ("" or "btree")
                || other.Columns.Any(c => c is null)
                || (index.IfNotExists && index.Name?.Name == other.Name)
            )
            {
                continue;
            }

            var name = other.Name.Length > 0 ? other.Name : "of a constraint";
            if (
                StartsWith(at, other.Columns, columns)
                && (index.Kind.Length == 0 || (other.IsUnique && other.Columns.Count == columns.Count))
            )
            {
                at.Report(index, $"Index {name} on {index.Table} ({string.Join(", ", other.Columns)}) does what this one would.");
                return;
            }

            if (
                columns.Count > other.Columns.Count
                && StartsWith(at, columns!, other.Columns!)
                && other is { IsUnique: false, IsConstraint: false }
            )
            {
                at.Report(
                    index,
                    $"Index {name} on {index.Table} ({string.Join(", ", other.Columns)}) is no longer needed beside this one."
                );
                return;
            }
        }
    }

    private static bool StartsWith(StatementContext at, IReadOnlyList<string?> longer, IReadOnlyList<string?> shorter) =>
        shorter.Count <= longer.Count && !shorter.Where((c, i) => !at.Scope.Names.Equals(c, longer[i])).Any();
}
