using System.Text;
using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>Ways of migrations as SQL texts.</summary>
internal static class SqlFileText
{
    /// <summary>The head of a file as comments, with an empty line behind it; empty when there is none.</summary>
    public static string Head(ExportedWay way) => way.Header.Count == 0 ? "" : $"{Comments(way.Header, "-- ")}\n";

    /// <summary>Lines as comments.</summary>
    public static string Comments(IEnumerable<string> lines, string mark) =>
        string.Concat(lines.Select(l => $"{$"{mark}{l}".TrimEnd()}\n"));

    /// <summary>The statements of blocks with their remarks, each ended.</summary>
    /// <param name="blocks">The blocks.</param>
    /// <param name="begins">Whether blocks that are transactions begin and end them by statements.</param>
    public static string Of(IEnumerable<ExportedBlock> blocks, bool begins)
    {
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var isBegun = begins && block.IsTransaction;
            text.Append(isBegun ? "begin;\n" : "");
            foreach (var statement in block.Statements)
            {
                text.Append(Remarks(statement)).Append(statement.Ended).Append('\n');
            }

            text.Append(isBegun ? "commit;\n" : "");
        }

        return text.ToString();
    }

    /// <summary>Remarks as they stand.</summary>
    public static string Remarks(ExportedStatement statement) => string.Concat(statement.Remarks.Select(r => $"{r}\n"));

    /// <summary>Remarks behind the last statement.</summary>
    public static string Tail(ExportedWay way) => string.Concat(way.Tail.Select(r => $"{r}\n"));

    /// <summary>A number with zeros before it.</summary>
    public static string Digits(long number, int width) =>
        number.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(width, '0');

    /// <summary>Refuses a line within a statement that the tool would take for a mark of its own.</summary>
    /// <exception cref="Failure">There is one.</exception>
    public static void Refuse(ExportedWay? way, System.Text.RegularExpressions.Regex mark, string tool)
    {
        foreach (var statement in way?.Statements ?? [])
        {
            if (mark.Match(statement.Text) is { Success: true } match)
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "line-is-a-mark",
                    $"{tool} would take this line for a mark of its own: {match.Value.Trim()}",
                    "It stands within a statement, so that it cannot be left out.",
                    "Write the statement otherwise.",
                    way!.Script.At(statement.Offset + match.Index)
                );
            }
        }
    }
}
