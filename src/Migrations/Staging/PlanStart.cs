using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// The tables that a plan was made for, as they were: its first file says them, <c>-- dbwright:starts-from postgresql:15 0123456789abcdef
/// orders, customers</c>, so that it does not run on other ones.
/// </summary>
/// <param name="Server">The engine with the version within which catalogues say the same of the same tables.</param>
/// <param name="Fingerprint">What stands for their columns, constraints, indexes and triggers.</param>
/// <param name="Tables">Their names, quoted as the engine quotes them.</param>
public sealed partial record PlanStart(string Server, string Fingerprint, Sequence<string> Tables)
{
    /// <summary>The remark in the first file.</summary>
    public string Remark => $"-- dbwright:starts-from {Server} {Fingerprint} {string.Join(", ", Tables)}";

    /// <summary>The start of a plan; none where no server had it, or where it touches no table that was there.</summary>
    public static PlanStart? Of(StagedPlan plan, Engine engine)
    {
        if (plan.Tables.Count == 0 || plan.Stages[0].Up.Start is not { Version: { } version } start)
        {
            return null;
        }

        var names = engine.Require<INames>();
        var quoted = plan.Tables.Select(names.Quote).ToSequence();
        return new($"{engine.Name}:{version.Line(engine.Name)}", Print(start, quoted, names), quoted);
    }

    /// <summary>What a file says that it starts from; none when it says nothing.</summary>
    public static PlanStart? Of(ScriptFile script) =>
        Remarked().Match(script.Text) is { Success: true } remark
            ? new(
                remark.Groups["server"].Value,
                remark.Groups["print"].Value,
                Names().Matches(remark.Groups["tables"].Value).Select(m => m.Value).ToSequence()
            )
            : null;

    /// <summary>The fingerprint that the tables of these names have in a schema, as far as they are there.</summary>
    public string Now(RelationalSchema schema, Engine engine) => Print(schema, Tables, engine.Require<INames>());

    // A comment changes nothing for those who write to a table.
    private static string Print(RelationalSchema schema, Sequence<string> tables, INames names) =>
        SchemaParts.Fingerprint(
            new(schema.Engine)
            {
                Tables = schema
                    .Tables.Where(t => tables.Contains(names.Quote(t.Name)))
                    .Select(t =>
                        t with
                        {
                            Comment = null,
                            Columns = t.Columns.Select(c => c with { Comment = null }).ToSequence(),
                        }
                    )
                    .ToSequence(),
            }
        );

    [GeneratedRegex(
        @"^--[ ]dbwright:starts-from[ ](?<server>\S+)[ ](?<print>[0-9a-f]{16})[ ](?<tables>[^\r\n]+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Remarked();

    [GeneratedRegex(@"(""[^""]*""|`[^`]*`|[^\s,""`])+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Names();
}
