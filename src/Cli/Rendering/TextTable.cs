using System.Text;

namespace Dbwright.Cli;

/// <summary>A table in plain text: columns as wide as their widest cell, two spaces between, figures to the right.</summary>
internal sealed class TextTable(params (string Title, bool Right)[] columns)
{
    private readonly List<string[]> rows = [];

    /// <summary>Adds a row; one cell for each column.</summary>
    public void Add(params string[] cells) => rows.Add(cells);

    /// <summary>Writes the table.</summary>
    public void Write(TextWriter writer)
    {
        var widths = columns.Select((c, i) => rows.Select(r => r[i].Length).Append(c.Title.Length).Max()).ToArray();
        writer.WriteLine(Line(columns.Select(c => c.Title).ToArray(), widths));
        foreach (var row in rows)
        {
            writer.WriteLine(Line(row, widths));
        }
    }

    private string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            line.Append(columns[i].Right ? cells[i].PadLeft(widths[i]) : cells[i].PadRight(widths[i])).Append("  ");
        }

        return line.ToString().TrimEnd();
    }
}
