using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A statement is put together when it runs, so that nobody can review it.</summary>
internal sealed class DynamicSql : LintRule
{
    public override RuleInfo Info { get; } =
        new("dynamic-sql", "A statement is put together when it runs, so that nobody can review it")
        {
            Why =
                "`EXECUTE` runs a text that only the server will see. Whatever it does, no rule has looked at it. (A text that stands there as a "
                + "whole, `EXECUTE 'drop table t'`, is reviewed like any statement.)",
            Instead =
                "Write the statement out where it can be. Where it cannot, review the block by hand, and say so in a remark.",
            Engines = LintEngines.PostgreSql,
            Reference = "U-184,U-124",
            Severity = Severity.Note,
            Aliases =
            [
                "ptah:SQL002",
                "ptah:SQL003",
                "ptah:SQL004",
                "ptah:AC101",
                "strong_migrations:execute",
                "strong_migrations:change_table",
            ],
        };

    public override void Check(StatementContext at)
    {
        if (at.Statement is not DoStatement block)
        {
            return;
        }

        if (block.Language is not ("" or "plpgsql" or "sql"))
        {
            at.Report(block, $"This block is written in {block.Language}, which is not read here.");
        }
        else if (Dynamic(at, block.Body) is { } word)
        {
            at.Report(word, "What is executed here is put together when it runs; it was not reviewed.");
        }
    }

    // Not that of a trigger or of a right, and not one whose whole text is there.
    private static TextSpan? Dynamic(StatementContext at, TextSpan body)
    {
        var words = StatementWords.All(at.Text, body, at.Target.Dialect).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (
                words[i].Of(at.Text).Equals("execute", StringComparison.OrdinalIgnoreCase)
                && (i + 1 == words.Count || !IsOther(words[i + 1].Of(at.Text)))
                && RoutineBody.Executed(at.Text, words, i) is null
            )
            {
                return words[i];
            }
        }

        return null;

        static bool IsOther(ReadOnlySpan<char> next) =>
            next.Equals("function", StringComparison.OrdinalIgnoreCase)
            || next.Equals("procedure", StringComparison.OrdinalIgnoreCase)
            || next.Equals("on", StringComparison.OrdinalIgnoreCase);
    }
}
