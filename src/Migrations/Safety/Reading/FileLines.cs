using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>The lines of a file, also of one that was read without some of its lines.</summary>
/// <param name="file">The file.</param>
internal sealed class FileLines(MigrationText file)
{
    private readonly TextLines lines = TextLines.Of(file.Text);

    /// <summary>The place of a character.</summary>
    /// <param name="offset">How many characters stand before it.</param>
    public Location At(int offset)
    {
        var (line, column) = lines.At(offset);
        foreach (var gap in file.LeftOut)
        {
            line += gap.At <= offset ? gap.Lines : 0;
        }

        return new(file.Path, line, column);
    }
}
