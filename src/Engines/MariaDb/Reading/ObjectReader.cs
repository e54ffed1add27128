using System.Globalization;
using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads sequences, views, routines and events, with their definers but for the account that reads.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="database">Its database.</param>
/// <param name="account">The account that reads.</param>
internal sealed partial class MariaDbObjectReader(MariaDbSession session, string database, string account)
{
    private static readonly MariaDbNames Names = new();
    private static readonly MariaDbObjectWriter Objects = new(MariaDbDialect.MariaDb);
    private static readonly MariaDbTypes Types = new();

    private readonly MariaDbObjectCatalogue catalogue = new(session.IsMariaDb);

    /// <summary>The schema with what is found.</summary>
    /// <param name="schema">The schema so far.</param>
    /// <param name="sequences">Rows of <see cref="MariaDbCatalogue.Tables"/> that are sequences.</param>
    /// <param name="cancellation">Stops it.</param>
    public async Task<RelationalSchema> AddAsync(
        RelationalSchema schema,
        IReadOnlyList<object?[]> sequences,
        CancellationToken cancellation
    )
    {
        var parameters = (await session.QueryAsync(MariaDbObjectCatalogue.Parameters, [], cancellation)).ToLookup(r =>
            ((string)r[0]!, (string)r[1]!)
        );
        var routines = (await session.QueryAsync(MariaDbObjectCatalogue.Routines, [], cancellation))
            .Where(r => r[4] is not null && !IsOracle((string)r[8]!))
            .Select(r => Routine(r, parameters[((string)r[0]!, (string)r[1]!)]))
            .ToList();
        var aggregates = routines.Where(r => GroupNextRow().IsMatch(r.Body)).ToList();
        var events = await session.QueryAsync(MariaDbObjectCatalogue.Events, [], cancellation);
        return schema with
        {
            Sequences = await SequencesAsync(sequences, cancellation),
            Views = await ViewsAsync(cancellation),
            Routines = routines.Except(aggregates).ToSequence(),
            Objects = [.. aggregates.Select(Aggregate), .. events.Where(r => r[8] is not null).Select(Event)],
            Comments = sequences
                .Where(r => r[4] is string { Length: > 0 })
                .Select(r => new ObjectComment(new(ObjectKind.Sequence, QualifiedName.Of((string)r[0]!)), (string)r[4]!))
                .ToSequence(),
        };
    }

    // A sequence is a table of one row; all of them are asked in one query.
    private async Task<Sequence<NumberSequence>> SequencesAsync(
        IReadOnlyList<object?[]> sequences,
        CancellationToken cancellation
    )
    {
        if (sequences.Count == 0)
        {
            return [];
        }

        var query = string.Join(
            "\nunion all ",
            sequences.Select(r =>
                $"select {Names.Literal((string)r[0]!)}, start_value, increment, minimum_value, maximum_value, cache_size, cycle_option "
                + $"from {Names.Quote((string)r[0]!)}"
            )
        );
        var types = await session.QueryAsync(
            "select table_name, column_type from information_schema.columns where table_schema = database() "
                + "and column_name = 'next_not_cached_value' and ordinal_position = 1",
            [],
            cancellation
        );
        var type = types.ToDictionary(r => (string)r[0]!, r => (string)r[1]!, StringComparer.Ordinal);
        var engine = sequences.ToDictionary(r => (string)r[0]!, r => (string?)r[2], StringComparer.Ordinal);
        return (await session.QueryAsync(query, [], cancellation))
            .Select(r => Sequence(r, type[(string)r[0]!], engine[(string)r[0]!]))
            .ToSequence();
    }

    private static NumberSequence Sequence(object?[] row, string type, string? engine)
    {
        var increment = Number(row[2]);
        var (least, greatest) = increment < 0 ? (long.MinValue + 1, -1L) : (1L, long.MaxValue - 1);
        return new(
            QualifiedName.Of((string)row[0]!),
            type.StartsWith("bigint", StringComparison.Ordinal) && !type.Contains("unsigned", StringComparison.Ordinal)
                ? new DataType.Integer(64)
                : Types.Read(type)
        )
        {
            Start = Number(row[1]),
            Increment = increment,
            Min = Number(row[3]) is var min && min == least ? null : min,
            Max = Number(row[4]) is var max && max == greatest ? null : max,
            Cache = Number(row[5]),
            Cycle = Number(row[6]) != 0,
            Details = engine is null or "InnoDB" ? [] : [new("engine", engine)],
        };
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);

    private async Task<Sequence<View>> ViewsAsync(CancellationToken cancellation)
    {
        var views = new List<View>();
        foreach (var row in await session.QueryAsync(catalogue.Views, [], cancellation))
        {
            if (row[1] is not string { Length: > 0 })
            {
                continue;
            }

            var name = (string)row[0]!;
            views.Add(
                new(QualifiedName.Of(name), await QueryAsync(name, cancellation))
                {
                    Details =
                    [
                        .. MariaDbDefiners.Detail(row[5], account),
                        .. Detail("algorithm", row[4], "UNDEFINED"),
                        .. Detail("check option", row[2], "NONE"),
                        .. Detail("sql security", row[3], "DEFINER"),
                    ],
                }
            );
        }

        return views.ToSequence();
    }

    // information_schema has the text from when the view was made, which comes back otherwise ("a join b" as "(a join b)"), and names the
    // database in it; the server words it anew for this statement.
    private async Task<string> QueryAsync(string view, CancellationToken cancellation)
    {
        var created = (string)(await session.QueryAsync($"show create view {Names.Quote(view)}", [], cancellation))[0][1]!;
        var mark = $"VIEW `{view.Replace("`", "``", StringComparison.Ordinal)}` AS ";
        var query = CheckOption().Replace(created[(created.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..], "");
        // Where the definer has no right on what the view reads, columns come with database and table.
        return Whole()
            .Replace(
                query,
                m =>
                    m.Groups["table"].Success && m.Groups["name"].Value == database.Replace("`", "``", StringComparison.Ordinal)
                        ? m.Groups["table"].Value
                        : m.Value
            );
    }

    private static IEnumerable<Detail> Detail(string name, object? value, string usual) =>
        value is string text && text != usual ? [new(name, text.ToLowerInvariant())] : [];

    private Routine Routine(object?[] row, IEnumerable<object?[]> parameters)
    {
        var isFunction = (string)row[0]! == "FUNCTION";
        var words = new List<string>();
        if ((string)row[5]! == "YES")
        {
            words.Add("deterministic");
        }

        if ((string)row[6]! != "CONTAINS SQL")
        {
            words.Add(((string)row[6]!).ToLowerInvariant());
        }

        if ((string)row[7]! == "INVOKER")
        {
            words.Add("sql security invoker");
        }

        return new(
            QualifiedName.Of((string)row[1]!),
            string.Join(", ", parameters.Select(p => Parameter(p, isFunction))),
            isFunction ? TypeText((string)row[2]!, (string?)row[3]) : "",
            "sql",
            (string)row[4]!
        )
        {
            Kind = isFunction ? RoutineKind.Function : RoutineKind.Procedure,
            Options = string.Join(' ', words),
            Details = [.. MariaDbDefiners.Detail(row[10], account), .. MariaDbModes.Detail((string)row[8]!)],
            Comment = row[9] is string { Length: > 0 } comment ? comment : null,
        };
    }

    private static string Parameter(object?[] row, bool ofFunction)
    {
        var mode = ((string?)row[2] ?? "IN").ToLowerInvariant();
        return $"{(ofFunction && mode == "in" ? "" : $"{mode} ")}{Names.Quote((string)row[3]!)} {TypeText((string)row[4]!, (string?)row[5])}";
    }

    // Oracle's words stand in another order.
    private static bool IsOracle(string mode) => mode.Split(',').Contains("ORACLE");

    private static string TypeText(string type, string? collation) =>
        (type, collation) is ("longtext", "utf8mb4_bin")
            ? "json"
            : Types.Write(Types.Read(type))
                + (
                    collation is null or MariaDbWriter.Collation
                        ? ""
                        : $" character set {MariaDbCollations.Charset(collation)} collate {collation}"
                );

    private static SchemaObject Aggregate(Routine routine) =>
        new(new(ObjectKind.Aggregate, routine.Name), Objects.Text(routine, "aggregate function")) { Details = routine.Details };

    private SchemaObject Event(object?[] row)
    {
        var name = (string)row[0]!;
        var schedule = row[1] is string once
            ? $"at '{once}'"
            : $"every {row[2]} {((string)row[3]!).ToLowerInvariant()}{Moment("starts", row[4])}{Moment("ends", row[5])}";
        var text =
            $"create event {Names.Quote(name)}\n    on schedule {schedule}"
            + ((string)row[7]! == "PRESERVE" ? "\n    on completion preserve" : "")
            + (string)row[6]! switch
            {
                "ENABLED" => "",
                "DISABLED" => "\n    disable",
                _ => "\n    disable on slave",
            }
            + (row[11] is string { Length: > 0 } comment ? $"\n    comment {Names.Literal(comment)}" : "")
            + $"\n    do {row[8]}";
        var zone = (string)row[10]!;
        return new(new(ObjectKind.Event, QualifiedName.Of(name)), text)
        {
            Details =
            [
                .. MariaDbDefiners.Detail(row[12], account),
                .. MariaDbModes.Detail((string)row[9]!),
                .. zone is "SYSTEM" or "+00:00" ? Array.Empty<Detail>() : [new Detail("time_zone", zone)],
            ],
        };

        static string Moment(string word, object? value) => value is null ? "" : $" {word} '{value}'";
    }

    // Nothing else than an aggregate may say it, and no aggregate goes without.
    [GeneratedRegex(@"\bfetch\s+group\s+next\s+row\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex GroupNextRow();

    [GeneratedRegex(
        @"'(?:[^'\\]|\\.|'')*'|(?<!\.)`(?<name>(?:[^`]|``)*)`\.(?<table>`(?:[^`]|``)*`\.)(?=`)|`(?:[^`]|``)*`",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Whole();

    [GeneratedRegex(" WITH (?:CASCADED|LOCAL) CHECK OPTION$", RegexOptions.None, 1000)]
    private static partial Regex CheckOption();
}
