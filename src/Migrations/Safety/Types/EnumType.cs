using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>An enumeration as a type.</summary>
internal sealed class EnumType : LintRule
{
    public override RuleInfo Info { get; } =
        new("enum-type", "An enumeration is created as a type")
        {
            Why =
                "Its values cannot be removed, their order cannot be changed, and what is beside a value (a label, a rule) has no place "
                + "in it.",
            Instead = "Use a table of its own with a foreign key, or `text` with a CHECK.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-92",
            IsOptIn = true,
            Aliases = ["eugene:W13"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is CreateTypeStatement { Kind: "enum" } type)
        {
            at.Report(
                type,
                $"{type.Name} is an enumeration, of which no value can be removed.",
                rewrite: $"create table {type.Name.Name} (value text primary key);\ninsert into {type.Name.Name} (value) values {string.Join(", ", type.Values.Select(v => $"('{v.Replace("'", "''", StringComparison.Ordinal)}')"))};"
            );
        }
    }
}
