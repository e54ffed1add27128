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
        var rebuilt = steps.Any(s => s.Text.StartsWith("drop table", StringComparison.OrdinalIgnoreCase))
            ? RebuiltTables.In(steps.Select(Parsed).OfType<SqlStatement>())
            : new();
        foreach (var step in steps.Where(MayLose))
        {
            var losses = await LossesAsync(Parsed(step), rebuilt, cancellation);
            // The remark is about one column or table; with several it would hide what the others lose.
            var kept = losses is [{ Table: not null }] ? Kept(script, step) : null;
            foreach (var loss in losses)
            {
                if (await IsThereAsync(loss, kept, cancellation))
                {
                    found.Add(
                        new("data-loss", Severity.Error, $"{loss.What} would go, and there is something in it.")
                        {
                            Location = script.At(step.Offset),
                        }
                    );
                }
            }
        }

        return found.ToSequence();
    }

    /// <summary>
    /// The remark before a statement that drops a column or table whose values are kept elsewhere: which rows lose something all the same.
    /// </summary>
    public static string Remark(string condition) => $"-- dbwright:lost-where {condition}\n";

    private static string? Kept(ScriptFile script, Step step)
    {
        var before = script.Text.AsSpan(0, step.Offset).TrimEnd();
        var line = before[(before.LastIndexOf('\n') + 1)..].ToString();
        return LostWhere().Match(line) is { Success: true } remark ? remark.Groups["condition"].Value : null;
    }

    // Few statements of a file are looked at more closely.
    private static bool MayLose(Step step) =>
        step.Text.Contains("drop", StringComparison.OrdinalIgnoreCase)
        || step.Text.StartsWith("truncate", StringComparison.OrdinalIgnoreCase)
        || step.Text.StartsWith("delete", StringComparison.OrdinalIgnoreCase);

    private SqlStatement? Parsed(Step step) => SqlParser.Statements(step.Text, SqlDialects.Of(engine.Name), []).FirstOrDefault();

    private async Task<List<Loss>> LossesAsync(SqlStatement? statement, RebuiltTables rebuilt, CancellationToken cancellation)
    {
        if (statement is not DropStatement { Kind: "table", Names: [var name] } || rebuilt.Copied(name) is not { } copied)
        {
            return Losses(statement).ToList();
        }

        var schema = await engine.Require<IInspector>().ReadAsync(session, cancellation);
        var table = schema.Tables.FirstOrDefault(t =>
            t.Name.ToString().Equals(name.ToString(), StringComparison.OrdinalIgnoreCase)
        );
        return (table?.Columns ?? [])
            .Where(c => c.Generated is null && !copied.Contains(c.Name))
            .Select(c => new Loss($"column {c.Name} of {name}", Quoted(name), $"{Names.Quote(c.Name)} is not null"))
            .ToList();
    }

    // What goes, the table to look in (none where nobody looks), and which of its rows lose something (none for all).
    private sealed record Loss(string What, string? Table, string? Condition = null);

    private IEnumerable<Loss> Losses(SqlStatement? statement) =>
        statement switch
        {
            DropStatement drop when Holders.Contains(drop.Kind) => drop.Names.Select(n => new Loss(
                $"{drop.Kind} {n}",
                drop.Kind == "table" ? Quoted(n) : null
            )),
            TruncateStatement truncate => truncate.Tables.Select(t => new Loss($"table {t.Name}", Quoted(t.Name))),
            DeleteStatement { Where: null, Tables: [SqlTableSource.Named all] } =>
            [
                new($"every row of {all.Name}", Quoted(all.Name)),
            ],
            Sql.AlterStatement { Kind: "table" } alter => alter
                .Actions.OfType<SqlAction.Drop>()
                .Where(d => d.Kind == "column" && d.Name is not null)
                .Select(d => new Loss(
                    $"column {d.Name} of {alter.Name}",
                    Quoted(alter.Name),
                    $"{Names.Quote(d.Name!.Value.Value)} is not null"
                )),
            _ => [],
        };

    private async Task<bool> IsThereAsync(Loss loss, string? kept, CancellationToken cancellation)
    {
        if (loss.Table is not { } table)
        {
            return true;
        }

        // A condition that the engine does not take says nothing about what is kept.
        return (kept is null ? null : await HasRowsAsync(table, kept, cancellation))
            // What is not there yet holds nothing.
            ?? await HasRowsAsync(table, loss.Condition, cancellation)
            ?? false;
    }

    private async Task<bool?> HasRowsAsync(string table, string? condition, CancellationToken cancellation)
    {
        try
        {
            var query = $"select 1 from {table}{(condition is null ? "" : $" where {condition}")} limit 1";
            return (await session.QueryAsync(query, [], cancellation)).Count > 0;
        }
        catch (EngineException)
        {
            return null;
        }
    }

    private string Quoted(SqlObjectName name) => string.Join('.', name.Parts.Select(p => Names.Quote(p.Value)));

    [GeneratedRegex(@"^\s*--\s*dbwright:lost-where\s+(?<condition>\S.*?)\s*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LostWhere();
}
