namespace Dbwright.Migrations;

/// <summary>A name that is not written like the others.</summary>
internal sealed class NameNotSnakeCase : LintRule
{
    public override RuleInfo Info { get; } =
        new("name-not-snake-case", "A name is not in lower case with underscores")
        {
            Why =
                "On PostgreSQL a name with capitals has to be quoted for ever; on MariaDB and MySQL whether case matters depends on the "
                + "file system.",
            Instead = "Write names in lower case with underscores: letters, digits, `_`, a letter first.",
            Engines = LintEngines.All,
            Reference = "U-160,U-161",
            IsOptIn = true,
            Aliases =
            [
                "atlas:NM101",
                "atlas:NM102",
                "atlas:NM103",
                "atlas:NM104",
                "atlas:NM105",
                "atlas:NM106",
                "bytebase:NAMING_TABLE",
                "bytebase:NAMING_COLUMN",
                "bytebase:NAMING_IDENTIFIER_CASE",
                "skeema:name-case",
            ],
        };

    public override void Check(StatementContext at)
    {
        foreach (var name in DefinedNames.Of(at.Statement))
        {
            if (
                name.Value.Length > 0
                && (
                    name.Value is not [>= 'a' and <= 'z', ..]
                    || name.Value.Any(c => c != '_' && !char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c))
                )
            )
            {
                at.Report(name.Span, $"The name {name.Value} is not in lower case with underscores.");
            }
        }
    }
}
