using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Columns numbered by a sequence that PostgreSQL made for them, which DBML names by a type: <c>serial</c>.</summary>
internal static class DbmlSerials
{
    private const string Serial = "serial";

    /// <summary>The schema with such columns in the short form, without their sequences.</summary>
    public static RelationalSchema Shortened(RelationalSchema schema)
    {
        var made = schema
            .Sequences.Where(s =>
                s.OwnedBy is { } of
                && schema.Find(of.Table)?.Find(of.Column) is { } column
                && s
                    == new NumberSequence(of.Table with { Name = $"{of.Table.Name}_{of.Column}_seq" }, column.Type)
                    {
                        OwnedBy = of,
                    }
                && column.Default?.StartsWith("nextval(", StringComparison.Ordinal) == true
            )
            .ToDictionary(s => s.OwnedBy!);
        return made.Count == 0
            ? schema
            : schema with
            {
                Sequences = schema.Sequences.Where(s => s.OwnedBy is null || !made.ContainsKey(s.OwnedBy)).ToSequence(),
                Tables = schema
                    .Tables.Select(t =>
                        t with
                        {
                            Columns = t
                                .Columns.Select(c => made.ContainsKey(new(t.Name, c.Name)) ? Shortened(c) : c)
                                .ToSequence(),
                        }
                    )
                    .ToSequence(),
            };
    }

    /// <summary>Whether a type is the short form.</summary>
    public static bool IsShort(DataType type) =>
        type is DataType.Native(_, var sql) && sql.EndsWith(Serial, StringComparison.OrdinalIgnoreCase);

    private static Column Shortened(Column column) =>
        column with
        {
            Default = null,
            Type = new DataType.Native("postgresql", $"{(column.Type is DataType.Integer(var bits) ? Size(bits) : "")}{Serial}"),
        };

    private static string Size(int bits) =>
        bits switch
        {
            16 => "small",
            64 => "big",
            _ => "",
        };
}
