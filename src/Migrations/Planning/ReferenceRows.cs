using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The rows that ship with a schema, as statements.</summary>
internal static class ReferenceRows
{
    /// <summary>The profiles of the tables that have such rows, referenced tables first.</summary>
    public static Sequence<TableProfile> Tables(DatabaseDesign design)
    {
        var open = design.Data.Tables.Where(t => t.Fixed is { Rows.Count: > 0 }).OrderBy(t => t.Table).ToList();
        var done = new List<TableProfile>();
        while (open.Count > 0)
        {
            // A cycle cannot be ordered; the first table then goes first and the engine says what is wrong.
            var next = open.FirstOrDefault(t => !DependsOn(design.Schema, t, open)) ?? open[0];
            open.Remove(next);
            done.Add(next);
        }

        return done.ToSequence();
    }

    /// <summary>One INSERT for up to a hundred rows.</summary>
    public static IEnumerable<Definition> Inserts(RelationalSchema schema, TableProfile profile, INames names)
    {
        var table = schema.Find(profile.Table)!;
        var data = profile.Fixed!;
        var columns = data.Columns.Select(c => table.Find(c)!).ToArray();
        var head =
            $"INSERT INTO {names.Quote(table.Name)} ({string.Join(", ", columns.Select(c => names.Quote(c.Name)))}) VALUES\n";
        foreach (var chunk in data.Rows.Chunk(100))
        {
            var rows = chunk.Select(row =>
                "    (" + string.Join(", ", row.Select((v, i) => Value(v, columns[i], profile, names))) + ")"
            );
            yield return new Definition(head + string.Join(",\n", rows), table.Name, "rows");
        }
    }

    /// <summary>Deletes the rows again.</summary>
    public static Definition Delete(TableProfile profile, INames names) =>
        new($"DELETE FROM {names.Quote(profile.Table)}", profile.Table, "rows");

    private static bool DependsOn(RelationalSchema schema, TableProfile profile, List<TableProfile> others) =>
        schema
            .Find(profile.Table)!
            .ForeignKeys.Any(f => f.ReferencedTable != profile.Table && others.Exists(o => o.Table == f.ReferencedTable));

    private static string Value(string? value, Column column, TableProfile profile, INames names)
    {
        if (value is null)
        {
            return "NULL";
        }

        var scale = profile.Columns.FirstOrDefault(c => c.Column == column.Name)?.ScaleDigits ?? 0;
        switch (column.Type)
        {
            case DataType.Integer
                when scale > 0 && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount):
                for (var digit = 0; digit < scale; digit++)
                {
                    amount *= 10;
                }

                return amount.ToString("0", CultureInfo.InvariantCulture);
            case DataType.Integer when value is "true" or "false":
                return value is "true" ? "1" : "0";
            // In quotes it is a truth value only where texts are converted to one.
            case DataType.Boolean when value is "true" or "false":
                return value;
            case DataType.Integer
            or DataType.Decimal
            or DataType.Float when decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return number.ToString(CultureInfo.InvariantCulture);
            default:
                return names.Literal(value);
        }
    }
}
