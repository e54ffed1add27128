using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A statement that does not follow the grammar; found while reading.</summary>
internal sealed class SyntaxRule : LintRule
{
    public override RuleInfo Info { get; } =
        new("syntax", "A statement cannot be read")
        {
            Why =
                "The statement does not follow the grammar of the engine, so the engine will refuse it. What could be read of it was reviewed, "
                + "and so were the statements behind it.",
            Instead =
                "Write what is expected at that place. If the engine takes the statement as it is, this is a defect of dbwright: please report "
                + "it with the statement.",
            Engines = LintEngines.All,
            Reference = "U-184",
            Severity = Severity.Error,
            Aliases = ["squawk:syntax-error", "ptah:SQL001"],
        };

    /// <summary>An error as a title.</summary>
    public static string Describe(SqlSyntaxError error) => $"Syntax: {error}.";
}
