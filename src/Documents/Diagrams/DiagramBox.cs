using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>A line of a box: one column of a table.</summary>
/// <param name="Badges"><c>PK</c>, <c>FK</c>, <c>UK</c>; at most two.</param>
/// <param name="Name">The column's name, cut when very long.</param>
/// <param name="Type">The type, cut when very long; with a question mark when the column may be null.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Tip">What is shown under the pointer.</param>
internal sealed record DiagramRow(Sequence<string> Badges, string Name, string Type, bool IsNullable, string Tip);

/// <summary>A table as it is drawn. All sizes are multiples of ten, so that lines of neighbouring lanes never fall together.</summary>
internal sealed class DiagramBox
{
    /// <summary>The height of the title.</summary>
    public const int Header = 30;

    /// <summary>The height of a row.</summary>
    public const int RowHeight = 20;

    /// <summary>The distance between the points of a side where lines may end.</summary>
    public const int Slot = 10;

    /// <summary>The width of a badge with the room beside it.</summary>
    public const int BadgeWidth = 22;

    // Monospaced fonts are 0.60 em wide; at 12 pixels a character takes 7.23.
    private const double Character = 7.25;
    private const double TitleCharacter = 8.1;
    private const int LongestName = 36;
    private const int LongestType = 22;

    /// <summary>The table.</summary>
    public required Table Table { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Its columns, or in a crowded diagram only the keys.</summary>
    public required Sequence<DiagramRow> Rows { get; init; }

    /// <summary>The columns that are left out.</summary>
    public required int Hidden { get; init; }

    /// <summary>The most badges of a row.</summary>
    public int Badges => Rows.Select(r => r.Badges.Count).DefaultIfEmpty().Max();

    /// <summary>The height of the box.</summary>
    public int Height => Header + (RowHeight * (Rows.Count + (Hidden > 0 ? 1 : 0))) + Slot;

    /// <summary>The width that its texts need.</summary>
    public int NeededWidth
    {
        get
        {
            var rows = Rows.Select(r => (r.Name.Length + 2 + r.Type.Length) * Character).DefaultIfEmpty().Max();
            var needed = Math.Max(rows + (Badges * BadgeWidth) + 24, (Title.Length * TitleCharacter) + 24);
            return Math.Max(140, (int)Math.Ceiling(needed / Slot) * Slot);
        }
    }

    /// <summary>The lane it stands in, counted from the left.</summary>
    public int Lane { get; set; }

    /// <summary>Its left edge.</summary>
    public int X { get; set; }

    /// <summary>Its upper edge.</summary>
    public int Y { get; set; }

    /// <summary>Its width: that of its lane.</summary>
    public int Width { get; set; }

    /// <summary>The box of a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="types">How types are written.</param>
    /// <param name="onlyKeys">Whether columns that are no part of a key are left out.</param>
    public static DiagramBox Of(Table table, Func<DataType, string> types, bool onlyKeys)
    {
        var shown = table.Columns.Where(c => !onlyKeys || IsKey(table, c.Name)).ToList();
        return new DiagramBox
        {
            Table = table,
            Title = Cut(table.Name.ToString(), LongestName),
            Rows = shown.Select(c => Row(table, c, types)).ToSequence(),
            Hidden = table.Columns.Count - shown.Count,
        };
    }

    /// <summary>Where the line of a column leaves the box, from its upper edge; the title for a column that is not shown.</summary>
    public int OffsetOf(string column)
    {
        for (var i = 0; i < Rows.Count; i++)
        {
            if (Rows[i].Name == Cut(column, LongestName))
            {
                return Header + (RowHeight * i) + (RowHeight / 2);
            }
        }

        return 2 * Slot;
    }

    private static bool IsKey(Table table, string column) =>
        table.PrimaryKey?.Columns.Contains(column) == true || table.ForeignKeys.Any(f => f.Columns.Contains(column));

    private static DiagramRow Row(Table table, Column column, Func<DataType, string> types)
    {
        var badges = new List<string>();
        if (table.PrimaryKey?.Columns.Contains(column.Name) == true)
        {
            badges.Add("PK");
        }

        if (table.ForeignKeys.Any(f => f.Columns.Contains(column.Name)))
        {
            badges.Add("FK");
        }

        if (badges.Count < 2 && table.Uniques.Any(u => u.Columns is [var only] && only == column.Name))
        {
            badges.Add("UK");
        }

        var type = types(column.Type);
        var tip = $"{column.Name} {type}{(column.Nullable ? ", may be null" : "")}";
        return new(
            badges.ToSequence(),
            Cut(column.Name, LongestName),
            Cut(type, LongestType) + (column.Nullable ? "?" : ""),
            column.Nullable,
            column.Comment is { Length: > 0 } comment ? $"{tip}: {comment}" : tip
        );
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : $"{text[..(most - 1)]}…";
}
