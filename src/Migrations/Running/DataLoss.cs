using System.Text.RegularExpressions;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Finds the statements of a file that remove rows or values which are there now.</summary>
public sealed partial class DataLoss(Engine engine, ISession session)
{
    private static readonly string[] Holders = ["table", "schema", "database"];

    private INames Names => engine.Require<INames>();

    /// <summary>What would go, with its place; empty when nothing is there that could be lost.</summary>
    public async Task<Sequence<Finding>> OfAsync(ScriptFile script, Sequence<Step> steps, CancellationToken cancellation)
    {
        var found = new List<Finding>();
        foreach (var step in steps.Where(MayLose))
        {
            var errors = new List<SqlSyntaxError>();
            var statement = SqlParser.Statements(step.Text, Dialect(engine), errors).FirstOrDefault();
            foreach (var (what, all) in Losses(statement))
            {
                var query =
                    Kept(script, step) is { } lost && all is not null
                        ? $"{all[..all.IndexOf(" where ", StringComparison.Ordinal)]} where {lost}"
                        : all;
                if (query is null || await HasRowsAsync(query, cancellation))
                {
                    found.Add(
                        new("data-loss", Severity.Error, $"{what} would go, and there is something in it.")
                        {
                            Location = script.At(step.Offset),
                        }
                    );
                }
            }
        }

        return found.ToSequence();
    }

    /// <summary>Whose SQL an engine's files are.</summary>
    internal static SqlDialect Dialect(Engine engine) =>
        engine.Name switch
        {
            "postgresql" => SqlDialect.PostgreSql,
            "sqlite" => SqlDialect.Sqlite,
            _ => SqlDialect.MariaDb,
        };

    /// <summary>The remark before a statement that drops a column whose values are kept elsewhere: which rows lose something all the same.</summary>
    public static string Remark(string condition) => $"-- dbwright:lost-where {condition}\n";

    private static string? Kept(ScriptFile script, Step step)
    {
        var before = script.Text.AsSpan(0, step.Offset).TrimEnd();
        var line = before[(before.LastIndexOf('\n') + 1)..].ToString();
        return
            LostWhere().Match(line) is { Success: true } remark
            && step.Text.Contains(" column ", StringComparison.OrdinalIgnoreCase)
            ? remark.Groups["condition"].Value
            : null;
    }

    // Few statements of a file are looked at more closely.
    private static bool MayLose(Step step) =>
        step.Text.Contains("drop", StringComparison.OrdinalIgnoreCase)
        || step.Text.StartsWith("truncate", StringComparison.OrdinalIgnoreCase)
        || step.Text.StartsWith("delete", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<(string What, string? Query)> Losses(SqlStatement? statement) =>
        statement switch
        {
            DropStatement drop when Holders.Contains(drop.Kind) => drop.Names.Select(n =>
                ($"{drop.Kind} {n}", drop.Kind == "table" ? $"select 1 from {Quoted(n)}" : null)
            ),
            TruncateStatement truncate => truncate.Tables.Select(t =>
                ($"table {t.Name}", (string?)$"select 1 from {Quoted(t.Name)}")
            ),
            DeleteStatement { Where: null, Tables: [SqlTableSource.Named all] } =>
            [
                ($"every row of {all.Name}", $"select 1 from {Quoted(all.Name)}"),
            ],
            Sql.AlterStatement { Kind: "table" } alter => alter
                .Actions.OfType<SqlAction.Drop>()
                .Where(d => d.Kind == "column" && d.Name is not null)
                .Select(d =>
                    (
                        $"column {d.Name} of {alter.Name}",
                        (string?)$"select 1 from {Quoted(alter.Name)} where {Names.Quote(d.Name!.Value.Value)} is not null"
                    )
                ),
            _ => [],
        };

    // What is not there yet holds nothing.
    private async Task<bool> HasRowsAsync(string query, CancellationToken cancellation)
    {
        try
        {
            return (await session.QueryAsync($"{query} limit 1", [], cancellation)).Count > 0;
        }
        catch (EngineException)
        {
            return false;
        }
    }

    private string Quoted(SqlObjectName name) => string.Join('.', name.Parts.Select(p => Names.Quote(p.Value)));

    [GeneratedRegex(@"^\s*--\s*dbwright:lost-where\s+(?<condition>\S.*?)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LostWhere();
}
