using System.Runtime.CompilerServices;

namespace Dbwright.Model;

/// <summary>Where the lines of a text begin.</summary>
public sealed class TextLines
{
    // Of large scripts many places are asked for, one after the other.
    private static readonly ConditionalWeakTable<string, TextLines> Known = [];

    private readonly List<int> starts = [0];
    private readonly int length;

    private TextLines(string text)
    {
        length = text.Length;
        for (var at = text.IndexOf('\n', StringComparison.Ordinal); at >= 0; at = text.IndexOf('\n', at + 1))
        {
            starts.Add(at + 1);
        }
    }

    /// <summary>The lines of a text.</summary>
    public static TextLines Of(string text) => Known.GetValue(text, static t => new(t));

    /// <summary>The line and the column of a character, both counted from 1.</summary>
    /// <param name="offset">How many characters stand before it; beyond the text it is the place of its end.</param>
    public (int Line, int Column) At(int offset)
    {
        offset = Math.Clamp(offset, 0, length);
        var line = starts.BinarySearch(offset);
        line = line < 0 ? ~line - 1 : line;
        return (line + 1, offset - starts[line] + 1);
    }
}
