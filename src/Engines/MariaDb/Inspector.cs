using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Reads a schema from <c>information_schema</c>: one query for each kind of object however many there are. The server calls every primary
/// key PRIMARY; it comes back under the name that designs give it, <c>pk_</c> and the table. An index that the server made for a foreign key
/// is part of that and not listed. Not read: views, routines, sequences, events, partitions, and the length of an index's prefix.
/// </summary>
internal sealed class MariaDbInspector : IInspector
{
    private const string Tables = """
        select table_name, table_comment, table_collation
        from information_schema.tables
        where table_schema = database() and table_type = 'BASE TABLE'
        """;

    private const string Columns = """
        select table_name, column_name, column_type, is_nullable, column_default, extra, is_generated, generation_expression,
               collation_name, column_comment
        from information_schema.columns
        where table_schema = database()
        order by table_name, ordinal_position
        """;

    private const string Indexes = """
        select table_name, index_name, non_unique, column_name, collation, index_type, index_comment
        from information_schema.statistics
        where table_schema = database()
        order by table_name, index_name, seq_in_index
        """;

    private const string ForeignKeys = """
        select k.table_name, k.constraint_name, k.column_name, k.referenced_table_name, k.referenced_column_name, r.delete_rule,
               r.update_rule
        from information_schema.key_column_usage k
        join information_schema.referential_constraints r
            on r.constraint_schema = k.constraint_schema and r.constraint_name = k.constraint_name and r.table_name = k.table_name
        where k.constraint_schema = database() and k.referenced_table_name is not null
        order by k.table_name, k.constraint_name, k.ordinal_position
        """;

    private const string Checks = """
        select table_name, constraint_name, level, check_clause
        from information_schema.check_constraints
        where constraint_schema = database()
        """;

    private const string Triggers = """
        select event_object_table, trigger_name, action_timing, event_manipulation, action_statement
        from information_schema.triggers
        where trigger_schema = database()
        """;

    /// <summary>The name of a table's primary key, which the server does not keep.</summary>
    public static string PrimaryKeyName(string table) => ObjectNames.Shorten($"pk_{table}");

    /// <inheritdoc />
    public async Task<RelationalSchema> ReadAsync(ISession session, CancellationToken cancellation)
    {
        var tables = await session.QueryAsync(Tables, [], cancellation);
        var columns = await ByTableAsync(Columns);
        var indexes = await ByTableAsync(Indexes);
        var foreignKeys = await ByTableAsync(ForeignKeys);
        var checks = await ByTableAsync(Checks);
        var triggers = await ByTableAsync(Triggers);
        return new RelationalSchema(MariaDbTypes.EngineName)
        {
            Version = session.Version,
            Tables = tables.Select(row => Read((string)row[0]!, Text(row[1]), (string?)row[2])).ToSequence(),
        }.Sorted();

        async Task<ILookup<string, object?[]>> ByTableAsync(string sql) =>
            (await session.QueryAsync(sql, [], cancellation)).ToLookup(row => (string)row[0]!);

        Table Read(string name, string? comment, string? collation)
        {
            var keys = foreignKeys[name].GroupBy(row => (string)row[1]!).Select(ForeignKey).ToSequence();
            var found = indexes[name].GroupBy(row => (string)row[1]!).Select(Index).ToList();
            var primary = found.Find(i => i.Name == "PRIMARY");
            var uniques = found.Where(i => i is { Unique: true } && i != primary && i.Parts.All(p => !p.Descending)).ToList();
            var json = checks[name].Where(IsJson).Select(row => (string)row[1]!).ToHashSet(StringComparer.Ordinal);
            return new(QualifiedName.Of(name))
            {
                Columns = columns[name].Select(row => Column(row, collation, json)).ToSequence(),
                PrimaryKey = primary is null ? null : new(PrimaryKeyName(name), ColumnsOf(primary)),
                Uniques = uniques.Select(i => new UniqueConstraint(i.Name, ColumnsOf(i))).ToSequence(),
                Indexes = found.Where(i => i != primary && !uniques.Contains(i) && !Serves(i, keys)).ToSequence(),
                ForeignKeys = keys,
                Checks = checks[name]
                    .Where(row => !IsJson(row))
                    .Select(row => new CheckConstraint((string)row[1]!, (string)row[3]!))
                    .ToSequence(),
                Triggers = triggers[name]
                    .Select(row => new Trigger((string)row[1]!, Lower(row[2]), [Lower(row[3])], (string)row[4]!))
                    .ToSequence(),
                Comment = comment,
            };
        }
    }

    private static Column Column(object?[] row, string? tableCollation, HashSet<string> json)
    {
        var name = (string)row[1]!;
        var extra = Lower(row[5]);
        var isGenerated = (string)row[6]! == "ALWAYS";
        var isJson = json.Contains(name) && (string)row[2]! == "longtext";
        var collation = (string?)row[8];
        return new(name, isJson ? new DataType.Json(false) : new MariaDbTypes().Read((string)row[2]!))
        {
            Nullable = (string)row[3]! == "YES",
            // A nullable column without a default is said to have the default NULL.
            Default = isGenerated || (string?)row[4] is "NULL" ? null : (string?)row[4],
            Identity = extra.Contains("auto_increment", StringComparison.Ordinal) ? IdentityKind.ByDefault : null,
            Generated = isGenerated ? new((string)row[7]!, extra.Contains("stored", StringComparison.Ordinal)) : null,
            Collation = isJson || collation is null || collation == tableCollation ? null : collation,
            Comment = Text(row[9]),
        };
    }

    private static TableIndex Index(IGrouping<string, object?[]> rows)
    {
        var first = rows.First();
        return new(rows.Key, rows.Select(row => IndexPart.Of((string)row[3]!, descending: (string?)row[4] == "D")).ToSequence())
        {
            // A unique key that is too long for a tree is kept by a hash; it is still a unique constraint.
            Method = Lower(first[5]) is "hash" ? "btree" : Lower(first[5]),
            Unique = Convert.ToInt64(first[2], CultureInfo.InvariantCulture) == 0,
            Comment = Text(first[6]),
        };
    }

    private static ForeignKey ForeignKey(IGrouping<string, object?[]> rows)
    {
        var first = rows.First();
        return new(
            rows.Key,
            rows.Select(row => (string)row[2]!).ToSequence(),
            QualifiedName.Of((string)first[3]!),
            rows.Select(row => (string)row[4]!).ToSequence()
        )
        {
            OnDelete = Action(Lower(first[5])),
            OnUpdate = Action(Lower(first[6])),
        };
    }

    private static bool Serves(TableIndex index, Sequence<ForeignKey> keys) =>
        keys.Any(k => k.Name == index.Name && ColumnsOf(index).Equals(k.Columns));

    // The type json is longtext with this check, which has the column's name.
    private static bool IsJson(object?[] check) =>
        (string)check[2]! == "Column" && ((string)check[3]!).StartsWith("json_valid(", StringComparison.Ordinal);

    private static Sequence<string> ColumnsOf(TableIndex index) => index.Parts.Select(p => p.Column!).ToSequence();

    private static ReferentialAction Action(string rule) =>
        rule switch
        {
            "restrict" => ReferentialAction.Restrict,
            "cascade" => ReferentialAction.Cascade,
            "set null" => ReferentialAction.SetNull,
            "set default" => ReferentialAction.SetDefault,
            _ => ReferentialAction.NoAction,
        };

    private static string Lower(object? text) => ((string)text!).ToLowerInvariant();

    private static string? Text(object? text) => text is string { Length: > 0 } some ? some : null;
}
