using System.Globalization;
using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What <c>dbwright seed</c> did, as text.</summary>
internal static class SeedText
{
    /// <summary>Writes the tables, the rate and what was checked.</summary>
    public static void Write(SeedResult result, TextWriter output)
    {
        var width = result.Tables.Select(t => t.Table.Length).DefaultIfEmpty().Max();
        foreach (var table in result.Tables)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{table.Table.PadRight(width)}  {table.Rows, 12:N0} {(table.Rows == 1 ? "row" : "rows")}"
                )
            );
        }

        var rows = result.Tables.Sum(t => t.Rows);
        var rate = result.Seconds is { } seconds and > 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" in {seconds:0.0} s ({rows / seconds:N0} rows/s, constraints included)"
            )
            : "";
        output.WriteLine(
            $"{Plural.Counted(rows, "row")} in {Plural.Counted(result.Tables.Count, "table")} → {result.Target}{rate}"
        );
        var named = result.Masked.Select(m => m.Column.Length).DefaultIfEmpty().Max();
        foreach (var column in result.Masked)
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"masked {column.Column.PadRight(named)}  {column.Kind.ToString().ToLowerInvariant(), -6}  {column.Values, 12:N0} values, {column.Different:N0} different; {column.Survived:N0} survived"
                )
            );
        }

        foreach (var verdict in result.Verdicts)
        {
            output.WriteLine($"{(verdict.Holds ? "holds" : "DOES NOT HOLD")}: {verdict.Claim}. {verdict.Detail}");
        }

        foreach (var file in result.Written)
        {
            output.WriteLine($"written: {file}");
        }
    }
}
