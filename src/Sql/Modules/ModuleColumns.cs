using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary>The columns that tables of SQLite's modules name among their arguments.</summary>
public static partial class ModuleColumns
{
    private static readonly DataType Number = new DataType.Integer(64);

    /// <summary>The columns in their order; none for a module whose arguments say something else.</summary>
    /// <param name="table">The virtual table.</param>
    public static Sequence<Column> Of(VirtualTable table) =>
        table.Module switch
        {
            "fts5" or "fts4" or "fts3" => table
                .Arguments.Where(a => !Option().IsMatch(a))
                .Select(a => Named(a, new DataType.Text()))
                .ToSequence(),
            "rtree" => table.Arguments.Select((a, i) => Placed(a, i, new DataType.Float(32))).ToSequence(),
            "rtree_i32" => table.Arguments.Select((a, i) => Placed(a, i, new DataType.Integer(32))).ToSequence(),
            _ => [],
        };

    /// <summary>The value of an option: <c>content</c> of <c>content='posts'</c>; none when it is not said.</summary>
    /// <param name="table">The virtual table.</param>
    /// <param name="option">The option.</param>
    public static string? OptionOf(VirtualTable table, string option) =>
        table
            .Arguments.Where(a => Option().Match(a) is { Success: true } match && match.Groups["name"].Value == option)
            .Select(a => Plain(a[(a.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim()))
            .FirstOrDefault();

    // The first is the number of the box; those with a plus sign are kept beside it and say their type.
    private static Column Placed(string argument, int place, DataType type) =>
        argument.StartsWith('+') ? Named(argument[1..], null) : Named(argument, place == 0 ? Number : type);

    private static Column Named(string argument, DataType? type)
    {
        var match = Name().Match(argument);
        return new(
            Plain(match.Groups["name"].Value),
            type ?? new DataType.Native("sqlite", match.Groups["type"].Value.ToLowerInvariant())
        );
    }

    private static string Plain(string text) =>
        text switch
        {
            ['[', .., ']'] => text[1..^1],
            ['"' or '\'' or '`', .., var end] when end == text[0] => text[1..^1].Replace($"{end}{end}", $"{end}"),
            _ => text,
        };

    [GeneratedRegex(@"^(?<name>\w+)\s*=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Option();

    [GeneratedRegex(
        @"^\s*(?<name>""([^""]|"""")*""|'([^']|'')*'|`([^`]|``)*`|\[[^\]]*\]|\S+)\s*(?<type>.*?)\s*\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Name();
}
