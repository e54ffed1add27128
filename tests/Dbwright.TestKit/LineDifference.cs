using System.Text;

namespace Dbwright.TestKit;

/// <summary>The difference of two texts, line by line, for people.</summary>
public static class LineDifference
{
    private const int Context = 3;
    private const int MostLines = 120;

    // The table of the longest common subsequence grows with the product of both lengths.
    private const long MostCells = 16_000_000;

    /// <summary>
    /// Removed lines with <c>-</c>, added ones with <c>+</c>, three unchanged lines around them; at most 120 lines.
    /// Empty when the texts are equal.
    /// </summary>
    public static string Show(string expected, string actual)
    {
        if (string.Equals(expected, actual, StringComparison.Ordinal))
        {
            return "";
        }

        var lines = Compare(Lines(expected), Lines(actual));
        var shown = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Mark != ' ')
            {
                Array.Fill(
                    shown,
                    true,
                    Math.Max(0, i - Context),
                    Math.Min(lines.Count, i + Context + 1) - Math.Max(0, i - Context)
                );
            }
        }

        var text = new StringBuilder();
        var count = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            if (!shown[i])
            {
                continue;
            }

            if (++count > MostLines)
            {
                text.Append("… and more\n");
                break;
            }

            if (i == 0 || !shown[i - 1])
            {
                text.Append("@@ line ").Append(lines[i].Number).Append(" @@\n");
            }

            text.Append(lines[i].Mark).Append(' ').Append(lines[i].Text).Append('\n');
        }

        return text.ToString();
    }

    private static string[] Lines(string text)
    {
        // A missing final line feed is a difference too, and one that is easily overlooked.
        var lines = text.Split('\n');
        if (lines[^1].Length == 0)
        {
            return lines[..^1];
        }

        lines[^1] += " ⏎ missing at the end";
        return lines;
    }

    private static List<(char Mark, int Number, string Text)> Compare(string[] old, string[] now)
    {
        var start = 0;
        while (start < old.Length && start < now.Length && old[start] == now[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
        {
            end++;
        }

        var lines = new List<(char, int, string)>();
        for (var i = 0; i < start; i++)
        {
            lines.Add((' ', i + 1, old[i]));
        }

        Middle(lines, old.AsSpan(start..^end), now.AsSpan(start..^end), start + 1);
        for (var i = old.Length - end; i < old.Length; i++)
        {
            lines.Add((' ', i + 1, old[i]));
        }

        return lines;
    }

    private static void Middle(List<(char, int, string)> lines, ReadOnlySpan<string> old, ReadOnlySpan<string> now, int first)
    {
        var common = (long)old.Length * now.Length <= MostCells ? Common(old, now) : null;
        var (i, j) = (0, 0);
        while (i < old.Length || j < now.Length)
        {
            if (common is not null && i < old.Length && j < now.Length && old[i] == now[j])
            {
                lines.Add((' ', first + i, old[i]));
                i++;
                j++;
            }
            else if (i < old.Length && (common is null || j == now.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add(('-', first + i, old[i++]));
            }
            else
            {
                lines.Add(('+', first + i, now[j++]));
            }
        }
    }

    // common[i, j]: how many lines the rests from i and from j have in common.
    private static int[,] Common(ReadOnlySpan<string> old, ReadOnlySpan<string> now)
    {
        var common = new int[old.Length + 1, now.Length + 1];
        for (var i = old.Length - 1; i >= 0; i--)
        {
            for (var j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }
}
