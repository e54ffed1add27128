using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A row that is longer than InnoDB takes.</summary>
internal sealed class RowTooWide : LintRule
{
    public override RuleInfo Info { get; } =
        new("row-too-wide", "The columns of a table are together wider than a row may be")
        {
            Why =
                "A row of MariaDB and MySQL holds 65,535 bytes at most, `text` and `blob` not counted; each character of utf8mb4 counts "
                + "four bytes. The statement ends in error 1118, Row size too large.",
            Instead = "Make long columns `text`, or shorter, or move them into a table of their own.",
            Engines = LintEngines.MySqlFamily,
            Reference = "U-68",
            Severity = Severity.Error,
            Aliases = ["bytebase:TABLE_TEXT_FIELDS_TOTAL_LENGTH"],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not CreateTableStatement create)
        {
            return;
        }

        var charset =
            create
                .Options.FirstOrDefault(o =>
                    o.Name is "charset" or "default charset" or "character set" or "default character set"
                )
                ?.Value
            ?? "";
        var usual =
            charset.Length > 0 ? PerCharacter(charset)
            : at.Target.Engine == LintEngines.MySql || at.Target.AtLeast(11, 6) ? 4
            : 1;
        long bytes = 0;
        foreach (var column in create.Columns)
        {
            if (column.Type is { Name: "varchar" or "char" or "varbinary" } type && TypeNames.Argument(type) is { } length)
            {
                var own = MySqlColumnChange.Charset(type);
                bytes +=
                    (long)length
                        * (
                            type.Name == "varbinary" ? 1
                            : own.Length > 0 ? PerCharacter(own)
                            : usual
                        )
                    + (type.Name == "char" ? 0 : 2);
            }
        }

        if (bytes > 65_535)
        {
            at.Report(
                create.Name,
                FormattableString.Invariant($"The columns of {create.Name} may need {bytes} bytes in a row; 65535 is the most.")
            );
        }
    }

    private static int PerCharacter(string charset) =>
        charset.Trim('\'') switch
        {
            "latin1" or "ascii" or "binary" => 1,
            "utf8" or "utf8mb3" => 3,
            _ => 4,
        };
}
