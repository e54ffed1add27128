using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>A key as <c>show create table</c> words it.</summary>
/// <param name="Kind">What stands before <c>key</c>: <c>primary</c>, <c>unique</c>, <c>fulltext</c>, <c>spatial</c> or nothing.</param>
/// <param name="Name">Its name; empty for the primary key.</param>
/// <param name="Parts">What it is on.</param>
/// <param name="Period">The period whose times may not overlap, or none.</param>
internal sealed record MariaDbKeyText(string Kind, string Name, Sequence<IndexPart> Parts, string? Period)
{
    /// <summary>The words behind, by name: <c>using</c>, <c>comment</c>, <c>ignored</c>, <c>key_block_size</c>, <c>parser</c>.</summary>
    public Sequence<Detail> Words { get; init; } = [];

    /// <summary>The value of a word, or none.</summary>
    public string? Value(string name) => Words.FirstOrDefault(w => w.Name == name)?.Value;
}

/// <summary>
/// What <c>show create table</c> says and no view of <c>information_schema</c> does: periods, how keys are kept, which options were said,
/// how partitions are cut. Its lines are the server's own, one for each column, key and constraint.
/// </summary>
internal sealed partial class MariaDbTableText
{
    private static readonly string[] KeyKinds = ["PRIMARY ", "UNIQUE ", "FULLTEXT ", "SPATIAL ", ""];

    private MariaDbTableText() { }

    /// <summary>The keys in the server's order.</summary>
    public List<MariaDbKeyText> Keys { get; } = [];

    /// <summary>Periods with their columns, quoted: <c>system_time</c>, or one of the application's.</summary>
    public List<Detail> Periods { get; } = [];

    /// <summary>What was said of the table, by name in lower case.</summary>
    public List<Detail> Options { get; } = [];

    /// <summary>How its rows are spread over partitions, or nothing.</summary>
    public string? PartitionBy { get; private set; }

    /// <summary>Reads the text.</summary>
    public static MariaDbTableText Read(string create)
    {
        var text = new MariaDbTableText();
        var lines = create.ReplaceLineEndings("\n").Split('\n');
        var end = Array.FindIndex(lines, 1, l => l.StartsWith(')'));
        foreach (var line in lines[1..Math.Max(1, end)].Select(l => l.Trim().TrimEnd(',')))
        {
            if (KeyKinds.FirstOrDefault(k => line.StartsWith($"{k}KEY ", StringComparison.Ordinal)) is { } kind)
            {
                text.Keys.Add(Key(kind.Trim().ToLowerInvariant(), line[(kind.Length + 4)..]));
            }
            else if (Period().Match(line) is { Success: true } period)
            {
                var name = period.Groups["name"].Value;
                text.Periods.Add(new(name[0] == '`' ? Name(name) : name.ToLowerInvariant(), period.Groups["columns"].Value));
            }
        }

        if (end > 0)
        {
            text.Tail(string.Join('\n', lines[end..])[1..]);
        }

        return text;
    }

    private void Tail(string tail)
    {
        if (Partitions().Match(tail) is { Success: true } partitions)
        {
            var by = partitions.Groups["by"].Value.TrimEnd();
            by = partitions.Groups["versioned"].Success && by.EndsWith("*/", StringComparison.Ordinal) ? by[..^2].TrimEnd() : by;
            PartitionBy = PartitionEngine().Replace(by, m => m.Value[0] == ' ' ? "" : m.Value);
            tail = tail[..partitions.Index];
        }

        foreach (Match option in Option().Matches(tail))
        {
            var value = option.Groups["value"].Value;
            Options.Add(
                new(
                    option.Groups["name"].Value.Trim('`').ToLowerInvariant(),
                    Word().IsMatch(value) ? value.ToLowerInvariant() : value
                )
            );
        }
    }

    private static MariaDbKeyText Key(string kind, string rest)
    {
        var name = "";
        var open = rest.IndexOf('(', StringComparison.Ordinal);
        if (kind != "primary")
        {
            var quoted = QuotedName().Match(rest);
            name = Name(quoted.Value);
            open = rest.IndexOf('(', quoted.Length);
        }

        var close = Closing(rest, open);
        var parts = new List<IndexPart>();
        var period = (string?)null;
        foreach (var part in Split(rest[(open + 1)..close]))
        {
            if (Part().Match(part) is not { Success: true } match)
            {
                // MySQL: an expression in brackets of its own.
                var descending = part.EndsWith(" DESC", StringComparison.Ordinal);
                var expression = (descending ? part[..^5] : part).Trim();
                parts.Add(new() { Expression = expression[1..^1], Descending = descending });
            }
            else if (match.Groups["period"].Success)
            {
                period = Name(match.Groups["name"].Value);
            }
            else
            {
                parts.Add(
                    IndexPart.Of(Name(match.Groups["name"].Value), match.Groups["descending"].Success) with
                    {
                        Length = match.Groups["length"].Success
                            ? int.Parse(match.Groups["length"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)
                            : null,
                    }
                );
            }
        }

        return new(kind, name, parts.ToSequence(), period) { Words = Words(rest[(close + 1)..]) };
    }

    private static Sequence<Detail> Words(string text) =>
        KeyWord()
            .Matches(text)
            .Select(m => new Detail(
                m.Groups["parser"].Success ? "parser"
                    : m.Groups["invisible"].Success ? "ignored"
                    : m.Groups["name"].Value.Trim('`').ToLowerInvariant(),
                m.Groups["parser"].Success ? Name(m.Groups["parser"].Value) : m.Groups["value"].Value
            ))
            .ToSequence();

    // Strings and names may hold brackets and commas.
    private static int Closing(string text, int open)
    {
        var depth = 0;
        foreach (var (at, c) in Bare(text).Where(p => p.At >= open))
        {
            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return at;
            }
        }

        return text.Length - 1;
    }

    private static IEnumerable<string> Split(string text)
    {
        var (depth, from) = (0, 0);
        foreach (var (at, c) in Bare(text))
        {
            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0 && c == ',')
            {
                yield return text[from..at].Trim();
                from = at + 1;
            }
        }

        yield return text[from..].Trim();
    }

    private static IEnumerable<(int At, char Character)> Bare(string text)
    {
        var quoted = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted != '\0')
            {
                i += quoted != '`' && text[i] == '\\' ? 1 : 0;
                quoted = i < text.Length && text[i] == quoted ? '\0' : quoted;
            }
            else if (text[i] is '\'' or '"' or '`')
            {
                quoted = text[i];
            }
            else
            {
                yield return (i, text[i]);
            }
        }
    }

    private static string Name(string quoted) =>
        quoted is ['`', .., '`'] ? quoted[1..^1].Replace("``", "`", StringComparison.Ordinal) : quoted;

    [GeneratedRegex(@"^PERIOD FOR (?<name>`(?:[^`]|``)+`|\w+) \((?<columns>.*)\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Period();

    [GeneratedRegex("^`(?:[^`]|``)+`", RegexOptions.None, 1000)]
    private static partial Regex QuotedName();

    [GeneratedRegex(
        @"^(?<name>`(?:[^`]|``)+`)(?:\((?<length>\d{1,9})\))?(?<descending> DESC)?(?<period> WITHOUT OVERLAPS)?$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Part();

    [GeneratedRegex(
        @"(?:/\*!\d* ?)?WITH PARSER (?<parser>`(?:[^`]|``)+`)(?: ?\*/)?|/\*!\d* (?<invisible>INVISIBLE) \*/|"
            + @"(?<name>USING|COMMENT) (?<value>'(?:[^'\\]|\\.|'')*'|\w+)|"
            + @"(?<name>`(?:[^`]|``)+`|\w+)(?:=(?<value>'(?:[^'\\]|\\.|'')*'|\w+))?",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex KeyWord();

    [GeneratedRegex(
        @"\n\s*(?<versioned>/\*!\d+ )?PARTITION BY (?<by>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Partitions();

    // All partitions have the engine of the table.
    [GeneratedRegex(@"'(?:[^'\\]|\\.|'')*'| ENGINE = \w+", RegexOptions.Singleline, 1000)]
    private static partial Regex PartitionEngine();

    [GeneratedRegex(
        @"(?<name>WITH SYSTEM VERSIONING|DEFAULT CHARSET|DATA DIRECTORY|INDEX DIRECTORY|`(?:[^`]|``)+`|\w+)"
            + @"(?:=(?<value>'(?:[^'\\]|\\.|'')*'|\([^)]*\)|\S+))?",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Option();

    [GeneratedRegex("^[A-Z]+$", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
