using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>A file that is no text; found while reading.</summary>
internal sealed class NotAText : LintRule
{
    public override RuleInfo Info { get; } =
        new("not-a-text", "A file cannot be read as text")
        {
            Why =
                "A file with zero bytes is an archive, an image or damaged. No runner can run it, and nothing in it was reviewed.",
            Instead =
                "Keep other files out of the folder of migrations. An archive of `pg_dump -Fc` becomes text by `pg_restore --schema-only -f`.",
            Engines = LintEngines.All,
            Reference = "",
            Severity = Severity.Error,
        };
}
