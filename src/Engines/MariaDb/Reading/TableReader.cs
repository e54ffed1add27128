using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads tables. Columns, conditions and foreign keys come from <c>information_schema</c>, by a query for each kind; keys, options, periods
/// and partitions from <c>show create table</c>, as no view has all of them (the way a key is kept, its block size and parser, which options
/// were said, names of partitions that were given). The next number of a numbered column is a state and no part of the schema.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="account">The account that reads.</param>
internal sealed class MariaDbTableReader(MariaDbSession session, string account)
{
    private readonly MariaDbNames names = new();
    private readonly MariaDbCatalogue catalogue = new(session.IsMariaDb);

    /// <summary>The tables, and which of their columns take their defaults from which sequences.</summary>
    public async Task<(Sequence<Table> Tables, Sequence<Dependency> Dependencies)> ReadAsync(
        string database,
        IEnumerable<object?[]> rows,
        CancellationToken cancellation
    )
    {
        var all = rows.ToList();
        var tables = all.Where(r => (string)r[1]! != "SEQUENCE").ToList();
        var sequences = all.Where(r => (string)r[1]! == "SEQUENCE").Select(r => (string)r[0]!).ToList();
        var columns = await ByTableAsync(catalogue.Columns);
        var foreignKeys = await ByTableAsync(MariaDbCatalogue.ForeignKeys);
        var checks = await ByTableAsync(catalogue.Checks);
        var triggers = await ByTableAsync(MariaDbCatalogue.Triggers);
        var references = await ByTableAsync(catalogue.References);
        var texts = new Dictionary<string, MariaDbTableText>(StringComparer.Ordinal);
        foreach (var name in tables.Select(r => (string)r[0]!))
        {
            var created = await session.QueryAsync($"show create table {names.Quote(name)}", [], cancellation);
            texts[name] = MariaDbTableText.Read((string)created[0][1]!);
        }

        var complete = tables.Select(Read).ToSequence();
        return (complete, Dependencies(complete, sequences));

        async Task<ILookup<string, object?[]>> ByTableAsync(string sql) =>
            (await session.QueryAsync(sql, [], cancellation)).ToLookup(row => (string)row[0]!);

        Table Read(object?[] row)
        {
            var name = (string)row[0]!;
            var collation = (string?)row[3];
            var text = texts[name];
            var json = checks[name].Where(IsJson).Select(r => (string)r[1]!).ToHashSet(StringComparer.Ordinal);
            var systems = references[name]
                .ToDictionary(r => (string)r[1]!, r => Convert.ToString(r[2], CultureInfo.InvariantCulture));
            var reader = new MariaDbColumnReader(database, session.IsMariaDb);
            var read = columns[name]
                .Select(r => reader.Read(r, collation, json, systems.GetValueOrDefault((string)r[1]!)))
                .ToSequence();
            var kept = read.Where(c => c.Type is DataType.Json).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            var table = new Table(QualifiedName.Of(name))
            {
                Columns = read,
                ForeignKeys = foreignKeys[name].GroupBy(r => (string)r[1]!).Select(g => ForeignKey(g, database)).ToSequence(),
                Checks = checks[name]
                    .Where(r => !(IsJson(r) && kept.Contains((string)r[1]!)) && !IsOfPeriod(r, text))
                    .Select(Check)
                    .ToSequence(),
                Triggers = MariaDbTriggerReader.Read(triggers[name], account).ToSequence(),
                PartitionBy = text.PartitionBy,
                Details = Details((string?)row[2], collation, text).Order().ToSequence(),
                Comment = row[4] is string { Length: > 0 } comment ? comment : null,
            };
            return MariaDbKeyReader.Add(table, text.Keys);
        }
    }

    private CheckConstraint Check(object?[] row) =>
        new((string)row[1]!, MariaDbColumnReader.Expression((string)row[3]!, session.IsMariaDb))
        {
            Details =
            [
                .. (string)row[2]! == "Column" ? [new Detail("column")] : Array.Empty<Detail>(),
                .. (string)row[4]! == "NO" ? [new Detail("not enforced")] : Array.Empty<Detail>(),
            ],
        };

    private static IEnumerable<Detail> Details(string? engine, string? collation, MariaDbTableText text)
    {
        if (engine is not (null or "InnoDB"))
        {
            yield return new("engine", engine);
        }

        if (collation is not null && collation != MariaDbWriter.Collation)
        {
            yield return new("collation", collation);
        }

        foreach (var period in text.Periods)
        {
            yield return new($"period {period.Name}", period.Value);
        }

        foreach (
            var option in text.Options.Where(o =>
                o.Name
                    is not (
                        "engine"
                        or "auto_increment"
                        or "default charset"
                        or "collate"
                        or "comment"
                        or "connection"
                        or "with system versioning"
                    )
            )
        )
        {
            yield return option;
        }

        if (text.Options.Any(o => o.Name == "with system versioning"))
        {
            yield return new("system versioning");
        }
    }

    // A period of the application brings a condition of its name.
    private static bool IsOfPeriod(object?[] row, MariaDbTableText text) =>
        (string)row[2]! == "Table" && text.Periods.Exists(p => p.Name == (string)row[1]!);

    // The type json is longtext with this check, which has the column's name.
    private static bool IsJson(object?[] check) =>
        (string)check[2]! == "Column"
        && (string)check[3]! == $"json_valid(`{((string)check[1]!).Replace("`", "``", StringComparison.Ordinal)}`)";

    private static ForeignKey ForeignKey(IGrouping<string, object?[]> rows, string database)
    {
        var first = rows.First();
        var schema = (string)first[3]!;
        return new(
            rows.Key,
            rows.Select(row => (string)row[2]!).ToSequence(),
            new(schema == database ? "" : schema, (string)first[4]!),
            rows.Select(row => (string)row[5]!).ToSequence()
        )
        {
            OnDelete = Action((string)first[6]!),
            OnUpdate = Action((string)first[7]!),
        };
    }

    private static ReferentialAction Action(string rule) =>
        rule switch
        {
            "RESTRICT" => ReferentialAction.Restrict,
            "CASCADE" => ReferentialAction.Cascade,
            "SET NULL" => ReferentialAction.SetNull,
            "SET DEFAULT" => ReferentialAction.SetDefault,
            _ => ReferentialAction.NoAction,
        };

    // A default is the only place where a table names a sequence.
    private static Sequence<Dependency> Dependencies(Sequence<Table> tables, List<string> sequences) =>
        sequences.Count == 0
            ? []
            : tables
                .SelectMany(t =>
                    t.Columns.SelectMany(c =>
                        sequences
                            .Where(s => c.Default?.Contains($"`{s}`", StringComparison.Ordinal) == true)
                            .Select(s => new Dependency(
                                new(ObjectKind.Column, t.Name, c.Name),
                                new(ObjectKind.Sequence, QualifiedName.Of(s))
                            ))
                    )
                )
                .ToSequence();
}
