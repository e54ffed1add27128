using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// What the server can only do by copying a table while it takes no writes, as command lines of the tools that copy it beside running work
/// (pt-online-schema-change 3.5, gh-ost 1.1; options from their manuals; those of pt-online-schema-change were run with 3.2.1, gh-ost's were
/// not).
/// </summary>
internal static partial class MariaDbOnlineTools
{
    /// <summary>The command lines; none for a statement that copies nothing.</summary>
    /// <param name="step">The statement.</param>
    /// <param name="schema">The schema that it runs on: foreign keys and triggers decide which tool can do it, and how.</param>
    public static Sequence<string> Of(MigrationStep step, RelationalSchema schema)
    {
        if (Copying().Match(step.Sql) is not { Success: true } copying || schema.Find(step.On.Name) is not { } table)
        {
            return [];
        }

        var clauses = Quoted(Spaces().Replace(copying.Groups["clauses"].Value, " ").Trim());
        var isReferenced = schema.Tables.Any(t => t.ForeignKeys.Any(f => f.ReferencedTable == table.Name));
        var percona =
            $"pt-online-schema-change --alter {clauses} --chunk-time 0.5 --max-lag 1s --max-load Threads_running=25 "
            + "--critical-load Threads_running=100 --set-vars lock_wait_timeout=2"
            + (isReferenced ? " --alter-foreign-keys-method auto" : "")
            + (table.Triggers.Count > 0 ? " --preserve-triggers" : "")
            + $" D=DATABASE,t={Quoted(table.Name.Name)} --execute";
        return isReferenced || table.ForeignKeys.Count > 0 || table.Triggers.Count > 0
            ? [percona]
            :
            [
                percona,
                $"gh-ost --database DATABASE --table {Quoted(table.Name.Name)} --alter {clauses} --chunk-size 1000 --max-lag-millis 1500 "
                    + "--max-load Threads_running=25 --critical-load Threads_running=100 --cut-over-lock-timeout-seconds 2 --execute",
            ];
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(
        @"^alter\s+table\s+\S+\s+algorithm\s*=\s*copy,\s*lock\s*=\s*shared,\s*(?<clauses>.+)$",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Copying();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();
}
