using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index that this version builds concurrently may miss rows.</summary>
internal sealed class ConcurrentIndexCorrupt : LintRule
{
    public override RuleInfo Info { get; } =
        new("concurrent-index-corrupt", "An index that this version builds concurrently may miss rows")
        {
            Why =
                "PostgreSQL 14.0 to 14.3 can leave rows out of an index that is built or rebuilt concurrently. Queries that use "
                + "it then give wrong results without an error.",
            Instead =
                "Upgrade to 14.4 or newer first. Indexes that were built concurrently before are rebuilt with `REINDEX … "
                + "CONCURRENTLY`; `amcheck` finds the damaged ones.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-06",
            Severity = Severity.Error,
            Aliases = ["strong_migrations:add_index_corruption"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Target.Version is { Major: 14, Minor: > 0 and < 4 }
            && (
                at.Statement is CreateIndexStatement { IsConcurrently: true }
                || (
                    at.Statement is MaintenanceStatement { Kind: "reindex" } reindex
                    && reindex.Options.Any(o => o.Contains("concurrently", StringComparison.Ordinal))
                )
            )
        )
        {
            at.Report(at.Statement, $"PostgreSQL {at.Target.Version} may build this index without some of the rows.");
        }
    }
}
