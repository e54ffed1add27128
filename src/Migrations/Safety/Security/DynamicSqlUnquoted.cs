using System.Text.RegularExpressions;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A routine that puts values into SQL as they are.</summary>
internal sealed partial class DynamicSqlUnquoted : LintRule
{
    public override RuleInfo Info { get; } =
        new("dynamic-sql-unquoted", "A routine builds SQL from values that are not quoted")
        {
            Why =
                "A value with a quote in it changes the statement: whoever can call the routine can run what the routine's owner may.",
            Instead =
                "On PostgreSQL use `format('… %I … %L', …)` for names and literals, and `execute … using` for values. On MariaDB and "
                + "MySQL use `?` with `execute … using`, and check names against a list.",
            Engines = LintEngines.PostgreSql | LintEngines.MySqlFamily,
            Reference = "U-150",
            Aliases = ["atlas:SA101"],
        };

    public override bool ReadsRoutines => true;

    public override void Check(StatementContext at)
    {
        var (body, name) = at.Statement switch
        {
            CreateRoutineStatement { Body: { } span } routine => (span, routine.Name.ToString()),
            DoStatement block => (block.Body, "the block"),
            _ => (default, ""),
        };
        if (body.Length == 0)
        {
            return;
        }

        var text = at.TextOf(body);
        var match = at.Target.Dialect == SqlDialect.PostgreSql ? Execute().Match(text) : Prepare().Match(text);
        if (match.Success && !Quoting().IsMatch(match.Value))
        {
            at.Report(
                new TextSpan(body.Start + match.Index, match.Length),
                $"{name} puts values into the text of a statement without quoting them."
            );
        }
    }

    // execute '…' || x up to the end of the statement or "using".
    [GeneratedRegex(
        @"\bexecute\s+(?:immediate\s+)?'[^;]*?\|\|[^;]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Execute();

    [GeneratedRegex(
        @"\b(prepare\s+\w+\s+from|execute\s+immediate|set\s+@\w+\s*:?=)\s*concat\s*\(\s*'\s*(select|insert|update|delete|drop|alter|create|call)\b[^;]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Prepare();

    [GeneratedRegex(
        @"\b(quote_ident|quote_literal|quote_nullable|quote|format)\s*\(|::\s*regclass",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Quoting();
}
