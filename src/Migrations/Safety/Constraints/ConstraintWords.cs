using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Names that rewrites of constraints need.</summary>
internal static class ConstraintWords
{
    /// <summary>The columns as written, in parentheses.</summary>
    public static string Columns(StatementContext at, SqlConstraint constraint) =>
        $"({string.Join(", ", constraint.Columns.Select(at.TextOf))})";

    /// <summary>A name made of the table and what is about it; as PostgreSQL would, cut to what it can hold.</summary>
    public static string Name(SqlObjectName table, string ending)
    {
        const int Longest = 63;
        var name = $"{table.Name}_{ending}";
        name = name.Length > Longest ? name[..Longest] : name;
        return
            name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_') && name is [not (>= '0' and <= '9'), ..]
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The statement replaced by others; it stays where it is not the only action or stands in a body.</summary>
    public static LintFix? Replace(StatementContext at, AlterStatement alter, string title, string statements) =>
        alter.Actions.Count == 1 && at.Place == StatementPlace.File
            ? new(title, [new TextEdit(alter.Span, statements)]) { NeedsNoTransaction = true }
            : null;
}
