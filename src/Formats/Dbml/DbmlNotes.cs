using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>What <see cref="DbmlWriter"/> says in notes, as DBML has no settings for it, and <see cref="DbmlReader"/> reads back.</summary>
internal static partial class DbmlNotes
{
    private const string Place = "In schema ";

    /// <summary>A column: a comment, then <c>Collation: C Generated, stored: a + b</c>, each where it applies.</summary>
    [GeneratedRegex(
        @"^(?<comment>.*?)(^|\s)?(Collation: (?<collation>\S+))?(^|\s)?(Generated(?<stored>, stored)?: (?<sql>.*))?\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Column();

    /// <summary>An index: a comment, then <c>Keys: a(10), b desc. Method: gin. Includes a, b. Only rows where c is null.</c>, each where it applies.</summary>
    [GeneratedRegex(
        @"^(?<comment>.*?)(^|\s)?(Keys: (?<keys>.*?)\.)?(^|\s)?(Method: (?<method>\w+)\.)?(^|\s)?(Includes (?<include>.*?)\.)?(^|\s)?(Only rows where (?<where>.*)\.)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Index();

    /// <summary>What is said of a key of an index behind its name: <c>(10) collate "C" text_ops desc nulls last</c>.</summary>
    [GeneratedRegex(
        @"^(\((?<length>[0-9]{1,9})\))?( collate (?<collation>(""[^""]*""|[^ ])+))?( (?!desc\b|nulls\b)(?<class>[^ ]+))?(?<desc> desc)?( nulls (?<nulls>first|last))?\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    public static partial Regex Key();

    /// <summary>An extension: where it lives, as far as that is known.</summary>
    public static string Line(Extension extension) =>
        extension.Schema is { } schema ? $"{Place}{schema}" : "In the usual schema.";

    /// <summary>The extension of such a line.</summary>
    public static Extension Extension(QualifiedName name, string[] lines, Func<string, DataType> types) =>
        new(name.Name) { Schema = lines[0].StartsWith(Place, StringComparison.Ordinal) ? lines[0][Place.Length..] : null };

    /// <summary>A domain in lines: its type, then what else there is of it.</summary>
    public static IEnumerable<string> Lines(DomainDefinition domain, Func<DataType, string> types) =>
        [
            types(domain.Type),
            .. domain.Collation is { } collation ? [$"collate {collation}"] : Array.Empty<string>(),
            .. domain.Nullable ? Array.Empty<string>() : ["not null"],
            .. domain.Default is { } sql ? [$"default {sql}"] : Array.Empty<string>(),
            .. domain.Checks.Select(c => $"check {c.Name}: {c.Sql.ReplaceLineEndings(" ")}"),
        ];

    /// <summary>A sequence in lines: its type, then what is not as usual.</summary>
    public static IEnumerable<string> Lines(NumberSequence sequence, Func<DataType, string> types) =>
        [
            types(sequence.Type),
            .. Number("start", sequence.Start, 1),
            .. Number("increment", sequence.Increment, 1),
            .. Number("min", sequence.Min, null),
            .. Number("max", sequence.Max, null),
            .. Number("cache", sequence.Cache, 1),
            .. sequence.Cycle ? ["cycle"] : Array.Empty<string>(),
        ];

    /// <summary>The domain of such lines.</summary>
    public static DomainDefinition Domain(QualifiedName name, string[] lines, Func<string, DataType> types)
    {
        var domain = new DomainDefinition(name, types(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            var (word, rest) = line.Split(' ', 2) is [var first, var second] ? (first, second) : (line, "");
            domain = word switch
            {
                "collate" => domain with { Collation = rest },
                "not" => domain with { Nullable = false },
                "default" => domain with { Default = rest },
                "check" when rest.Split(": ", 2) is [var check, var sql] => domain with
                {
                    Checks = [.. domain.Checks, new(check, sql)],
                },
                _ => domain,
            };
        }

        return domain;
    }

    /// <summary>The sequence of such lines.</summary>
    public static NumberSequence Sequence(QualifiedName name, string[] lines, Func<string, DataType> types)
    {
        var sequence = new NumberSequence(name, types(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            var words = line.Split(' ');
            var number = words.Length == 2 && long.TryParse(words[1], CultureInfo.InvariantCulture, out var value) ? value : 0;
            sequence = words[0] switch
            {
                "start" => sequence with { Start = number },
                "increment" => sequence with { Increment = number },
                "min" => sequence with { Min = number },
                "max" => sequence with { Max = number },
                "cache" => sequence with { Cache = number },
                "cycle" => sequence with { Cycle = true },
                _ => sequence,
            };
        }

        return sequence;
    }

    private static IEnumerable<string> Number(string word, long? value, long? usual) =>
        value is { } said && said != usual ? [string.Create(CultureInfo.InvariantCulture, $"{word} {said}")] : [];
}
