using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Numbers of rows as users give them.</summary>
internal static class SeedVolumes
{
    /// <summary>The number of rows of each table that was named.</summary>
    /// <param name="options">Each <c>table=number</c>.</param>
    /// <param name="rules">The rules of a file; options go before them.</param>
    /// <param name="schema">The schema that has the tables.</param>
    /// <exception cref="Failure">An option cannot be read, or there is no such table (<see cref="ExitStatus.BadInput"/>).</exception>
    public static Dictionary<QualifiedName, long> Read(Sequence<string> options, SeedRules rules, RelationalSchema schema)
    {
        var rows = new Dictionary<QualifiedName, long>();
        foreach (var rule in rules.Tables.Where(r => r.Rows is not null))
        {
            rows[Find(rule.Table, schema)] = rule.Rows!.Value;
        }

        foreach (var option in options)
        {
            var at = option.LastIndexOf('=');
            if (
                at <= 0
                || !long.TryParse(
                    option[(at + 1)..].Replace("_", "", StringComparison.Ordinal),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var count
                )
            )
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "rows-option",
                    $"--rows {option} cannot be read.",
                    "Expected a table and a number of rows: --rows orders=1000."
                );
            }

            rows[Find(option[..at], schema)] = count;
        }

        return rows;
    }

    /// <summary>Whether an option says how many rows a table gets.</summary>
    public static bool Names(string option, QualifiedName table) =>
        option.LastIndexOf('=') is > 0 and var at && (option[..at] == table.ToString() || option[..at] == table.Name);

    /// <summary>The table of that name, with or without its namespace.</summary>
    /// <exception cref="Failure">There is none (<see cref="ExitStatus.BadInput"/>).</exception>
    public static QualifiedName Find(string name, RelationalSchema schema) =>
        schema
            .Tables.FirstOrDefault(t =>
                t.Name.ToString() == name || t.Name.ToString() == name.Replace("public.", "", StringComparison.Ordinal)
            )
            ?.Name
        ?? schema.Tables.FirstOrDefault(t => t.Name.Name == name)?.Name
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "no-such-table",
            $"There is no table {name}.",
            fix: NearestName.Of(name, schema.Tables.Select(t => t.Name.ToString())) is { } near ? $"Did you mean {near}?" : null
        );
}
