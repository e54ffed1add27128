using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What became of the rows that were there before a migration, on the way up and on the way down.</summary>
/// <param name="Destroyed">What the way up destroys and the way down cannot bring back.</param>
/// <param name="Lost">What the way down loses or changes, though the way up had left it as it was.</param>
public sealed record RowLosses(Sequence<string> Destroyed, Sequence<string> Lost)
{
    /// <summary>Compares three moments.</summary>
    /// <param name="before">Before the way up.</param>
    /// <param name="between">After it.</param>
    /// <param name="after">After the way down.</param>
    /// <param name="filled">Columns that only get values where they have none, so that other sums mean no loss.</param>
    /// <param name="logs">Tables that get rows from triggers of others: what is written there beside is no loss.</param>
    public static RowLosses Between(
        RowState before,
        RowState between,
        RowState after,
        FilledColumns? filled = null,
        IReadOnlySet<QualifiedName>? logs = null
    )
    {
        var destroyed = new List<string>();
        var lost = new List<string>();
        foreach (var (name, was) in before.Tables.OrderBy(t => t.Key))
        {
            var up = between.Tables.GetValueOrDefault(name);
            if (after.Tables.GetValueOrDefault(name) is not { } now)
            {
                (up is null ? destroyed : lost).Add($"table {name} is gone with {Rows(was.Rows)}");
                continue;
            }

            if (now.Rows > was.Rows && logs?.Contains(name) == true)
            {
                continue;
            }

            if (now.Rows != was.Rows)
            {
                var isUp = up is null || up.Rows != was.Rows;
                (isUp ? destroyed : lost).Add(
                    now.Rows < was.Rows
                        ? $"{Number(was.Rows - now.Rows)} of {Rows(was.Rows)} of {name} are gone"
                        : $"{name} has {Rows(now.Rows)} instead of {Number(was.Rows)}"
                );
                continue;
            }

            foreach (var column in was.Columns)
            {
                if (filled?.Has(name, column.Column) != true || now.Find(column.Column)?.Values < column.Values)
                {
                    Column(name, column, up, now, destroyed, lost);
                }
            }
        }

        return new(destroyed.ToSequence(), lost.ToSequence());
    }

    private static void Column(
        QualifiedName table,
        ColumnSum was,
        TableSums? between,
        TableSums after,
        List<string> destroyed,
        List<string> lost
    )
    {
        if (after.Find(was.Column) is not { } now || now.Sum == was.Sum)
        {
            return;
        }

        var isUp = between?.Find(was.Column)?.Sum != was.Sum;
        (isUp ? destroyed : lost).Add(
            now.Values < was.Values
                ? $"{table}.{was.Column} keeps {Number(now.Values)} of its {Number(was.Values)} values"
                : $"{table}.{was.Column} has other values"
        );
    }

    private static string Rows(long rows) => $"{Number(rows)} {(rows == 1 ? "row" : "rows")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
