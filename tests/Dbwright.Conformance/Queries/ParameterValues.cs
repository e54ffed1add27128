using System.Globalization;
using Dbwright.Data;
using Dbwright.Model;

namespace Dbwright.Conformance.Queries;

/// <summary>Values of parameters by their sources, drawn from the generated rows.</summary>
internal sealed class ParameterValues(DatabaseDesign design, RowGenerator rows)
{
    private const long FirstRow = 4711;
    private const long RowsTried = 100;

    /// <summary>The values of a row that has one for every stored column asked for.</summary>
    public IReadOnlyList<object?> For(Statement statement)
    {
        var row = FirstRow;
        while (row < FirstRow + RowsTried && !HasAll(statement, row))
        {
            row++;
        }

        return For(statement, row);
    }

    private bool HasAll(Statement statement, long row) =>
        statement
            .Parameters.Select(p => p.Source)
            .OfType<ParameterSource.Stored>()
            .All(stored => At(stored.Table, stored.Column, row) is not null);

    private List<object?> For(Statement statement, long row)
    {
        var values = new List<object?>();
        foreach (var parameter in statement.Parameters)
        {
            var value = parameter.Source switch
            {
                ParameterSource.Stored stored => At(stored.Table, stored.Column, row),
                ParameterSource.Words words => Word(At(words.Table, words.Column, row)?.ToString() ?? "", words.Substring),
                ParameterSource.RangeEnd end => Later(values[end.Start]),
                ParameterSource.Generated fresh => rows.Value(fresh.Table, fresh.Column, Rows(fresh.Table) + row),
                ParameterSource.Fixed given => given.Value,
                _ => null,
            };
            values.Add(parameter.Many ? new[] { value } : value);
        }

        return values;
    }

    private object? At(QualifiedName table, string column, long row) => rows.Value(table, column, row % Rows(table));

    private long Rows(QualifiedName table) => Math.Max(1, design.Data.Find(table)?.Rows ?? 1);

    private static string Word(string text, bool substring)
    {
        var word = text.Split(' ').MaxBy(w => w.Length) ?? "";
        return substring && word.Length > 5 ? word[1..^1] : word;
    }

    private static object? Later(object? start) =>
        start switch
        {
            long number => number + Math.Max(1, number / 100),
            decimal number => number + Math.Max(1, number / 100),
            DateTime time => time.AddDays(7),
            DateOnly date => date.AddDays(30),
            string text
                when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time) =>
                time.AddDays(7).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            _ => start,
        };
}
