using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A name of a constraint or index that does not say what it is.</summary>
internal sealed class NameWithoutPrefix : LintRule
{
    public override RuleInfo Info { get; } =
        new("constraint-name-pattern", "The name of an index or constraint does not follow the pattern")
        {
            Why = "Messages of the server give the name alone: `fk_orders_customers` says more than `orders_ibfk_1`.",
            Instead = "Begin with what it is: `pk_`, `uq_`, `fk_`, `ck_`, `idx_`.",
            Engines = LintEngines.All,
            Reference = "U-160",
            IsOptIn = true,
            Aliases =
            [
                "bytebase:NAMING_INDEX_IDX",
                "bytebase:NAMING_INDEX_UK",
                "bytebase:NAMING_INDEX_FK",
                "bytebase:NAMING_INDEX_PK",
                "bytebase:NAMING_COLUMN_AUTO_INCREMENT",
            ],
        };

    public override void Check(StatementContext at)
    {
        IEnumerable<(SqlName? Name, string Prefix)> named = at.Statement switch
        {
            CreateIndexStatement { Name: { } index } create => [(index.Parts[^1], create.Kind == "unique" ? "uq_" : "idx_")],
            CreateTableStatement create => create
                .Constraints.Concat(create.Columns.SelectMany(c => c.Constraints))
                .Select(c => (c.Name, Prefix(c.Kind))),
            AlterStatement { Kind: "table" } alter => alter
                .Actions.OfType<SqlAction.AddConstraint>()
                .Select(a => (a.Constraint.Name, Prefix(a.Constraint.Kind))),
            _ => [],
        };
        foreach (var (name, prefix) in named)
        {
            if (name is { } said && prefix.Length > 0 && !said.Value.StartsWith(prefix, StringComparison.Ordinal))
            {
                at.Report(said.Span, $"The name {said} does not begin with {prefix}.");
            }
        }
    }

    private static string Prefix(SqlConstraintKind kind) =>
        kind switch
        {
            SqlConstraintKind.PrimaryKey => "pk_",
            SqlConstraintKind.Unique => "uq_",
            SqlConstraintKind.ForeignKey => "fk_",
            SqlConstraintKind.Check => "ck_",
            SqlConstraintKind.Index => "idx_",
            _ => "",
        };
}
