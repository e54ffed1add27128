using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The lines of a file, also of one that was read without some of its lines.</summary>
/// <param name="file">The file.</param>
internal sealed class FileLines(MigrationText file)
{
    private readonly List<int> starts = Starts(file.Text);

    /// <summary>The place of a character.</summary>
    /// <param name="offset">How many characters stand before it.</param>
    public Location At(int offset)
    {
        var line = starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        var number = line + 1;
        foreach (var gap in file.LeftOut)
        {
            number += gap.At <= offset ? gap.Lines : 0;
        }

        return new(file.Path, number, offset - starts[line] + 1);
    }

    private static List<int> Starts(string text)
    {
        var found = new List<int> { 0 };
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            found.Add(at + 1);
        }

        return found;
    }
}
