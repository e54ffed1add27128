using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An index is on a TEXT or BLOB column without a length.</summary>
internal sealed class IndexOnText : LintRule
{
    public override RuleInfo Info { get; } =
        new("index-on-text", "An index is on a TEXT or BLOB column without a length")
        {
            Why =
                "MySQL refuses it (error 1170). MariaDB indexes only as much of each value as fits, so that the index does not "
                + "tell long values apart.",
            Instead = "Index a prefix, `(body(100))`; or a generated column with a hash of the value; or use a full-text index.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-13",
            Aliases = ["bytebase:INDEX_TYPE_NO_BLOB"],
        };

    public override void Check(StatementContext at)
    {
        if (
            at.Statement is not CreateIndexStatement { Kind: "" or "unique" } index
            || at.Scope.Table(index.Table) is not { } table
        )
        {
            return;
        }

        foreach (var part in index.Parts.AsSpan())
        {
            if (
                part is { Column: { } name, Length: null }
                && table.Column(name)?.Type
                    is {
                        Name: "text"
                            or "tinytext"
                            or "mediumtext"
                            or "longtext"
                            or "blob"
                            or "tinyblob"
                            or "mediumblob"
                            or "longblob"
                    } type
            )
            {
                at.Report(
                    part,
                    at.Target.Engine == LintEngines.MySql
                        ? $"Column {name} is {type.Name}: MySQL wants a length for it in an index."
                        : $"Column {name} is {type.Name}: only the beginning of each value is indexed."
                );
            }
        }
    }
}
