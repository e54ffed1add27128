using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Indexes of tables and materialized views from rows of the catalogue.</summary>
internal sealed class PostgreSqlIndexReader(
    IReadOnlyDictionary<long, PostgreSqlTableParts> relations,
    IReadOnlyDictionary<long, string> collations
)
{
    private const long NoCollation = 0;
    private const long DefaultCollation = 100;

    private static readonly PostgreSqlNames Names = new();

    private readonly Dictionary<long, (string Sql, bool Default)> classes = [];
    private readonly Dictionary<(long Index, int Key), (int? Statistics, string[]? Parameters)> columns = [];

    /// <summary>Rows of <see cref="PostgreSqlTableCatalogue.OperatorClasses"/>.</summary>
    public void AddOperatorClasses(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            classes.Add(row.Next<long>(), (PostgreSqlDeparsedText.Name(row.Next<string>(), row.Next<string>()), row.Truth()));
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlTableCatalogue.IndexColumns"/>.</summary>
    public void AddColumns(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            columns.Add((row.Next<long>(), row.Next<short>()), (row.Number(), row.Maybe<string[]>()));
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlTableCatalogue.Indexes"/>; after the others.</summary>
    public void Add(IEnumerable<PostgreSqlCatalogueRow> rows)
    {
        foreach (var row in rows)
        {
            if (relations.TryGetValue(row.Next<long>(), out var relation))
            {
                relation.Indexes.Add(Read(row, relation));
            }
        }
    }

    private TableIndex Read(PostgreSqlCatalogueRow row, PostgreSqlTableParts relation)
    {
        var number = row.Next<long>();
        var name = row.Next<string>();
        var method = row.Next<string>();
        var unique = row.Truth();
        var keys = row.Next<short>();
        var places = row.Next<short[]>();
        var options = row.Next<short[]>();
        var operators = row.Next<long[]>();
        var collated = row.Next<long[]>();
        var expressions = row.Maybe<string[]>();
        var where = row.Maybe<string>();
        var said = 0;
        var parts = Enumerable
            .Range(0, keys)
            .Select(k => new IndexPart
            {
                Column = places[k] != 0 ? relation.ColumnNames[places[k]] : null,
                Expression = places[k] == 0 ? PostgreSqlDeparsedText.Bare(expressions![said++]) : null,
                Descending = (options[k] & 1) != 0,
                NullsFirst = (options[k] & 2) != 0 == ((options[k] & 1) != 0) ? null : (options[k] & 2) != 0,
                OperatorClass = OperatorClass(operators[k], columns.GetValueOrDefault((number, k + 1)).Parameters),
                Collation = Collation(collated[k], places[k] == 0 ? DefaultCollation : relation.Collations[places[k]]),
            })
            .ToSequence();
        return new(name, parts)
        {
            Method = method,
            Unique = unique,
            Include = relation.Names(places[keys..]),
            Where = where is null ? null : PostgreSqlDeparsedText.Bare(where),
            Details = Details(row, number, keys).Order().ToSequence(),
            Comment = row.Maybe<string>(),
        };
    }

    private List<Detail> Details(PostgreSqlCatalogueRow row, long number, int keys)
    {
        List<Detail> details = [.. PostgreSqlDeparsedText.Parameters(row.Maybe<string[]>())];
        if (row.Maybe<string>() is { } tablespace)
        {
            details.Add(new("tablespace", Names.Quote(tablespace)));
        }

        AddWhere(row.Truth(), "nulls not distinct");
        var (valid, partitioned) = (row.Truth(), row.Truth());
        AddWhere(!valid, partitioned ? "only" : "invalid");
        AddWhere(row.Truth(), "cluster");
        AddWhere(row.Truth(), "replica identity");
        if (row.Maybe<string>() is { } parent)
        {
            details.Add(new("parent", Names.Quote(parent)));
        }

        for (var key = 1; key <= keys; key++)
        {
            if (columns.GetValueOrDefault((number, key)).Statistics is { } statistics)
            {
                details.Add(new(FormattableString.Invariant($"statistics {key}"), FormattableString.Invariant($"{statistics}")));
            }
        }

        return details;

        void AddWhere(bool holds, string name)
        {
            if (holds)
            {
                details.Add(new(name));
            }
        }
    }

    private string? OperatorClass(long number, string[]? parameters)
    {
        var (sql, usual) = classes[number];
        return parameters is not null
                ? $"{sql} ({string.Join(", ", PostgreSqlDeparsedText.Parameters(parameters).Select(p => $"{p.Name} = {p.Value}"))})"
            : usual ? null
            : sql;
    }

    // What collation an expression has by itself is not in the catalogue, so any but the database's own is said.
    private string? Collation(long number, long usual) =>
        number == usual || number is NoCollation or DefaultCollation && usual == DefaultCollation ? null
        : number == NoCollation ? null
        : collations.GetValueOrDefault(number);
}
