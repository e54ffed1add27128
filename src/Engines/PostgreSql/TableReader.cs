using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Puts the rows of the catalogue together as tables.</summary>
internal sealed class PostgreSqlTableReader
{
    private static readonly PostgreSqlTypes Types = new();

    private readonly Dictionary<long, Parts> tables = [];

    /// <summary>A qualified name; the schema <c>public</c> is the default one.</summary>
    public static QualifiedName Name(object? schema, object? name) =>
        new((string)schema! == "public" ? "" : (string)schema!, (string)name!);

    /// <summary>Rows of <see cref="PostgreSqlCatalogue.Tables"/>; before all others.</summary>
    public void AddTables(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            tables.Add((long)row[0]!, new(Name(row[1], row[2]), (string?)row[3]));
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlCatalogue.Columns"/>; before constraints and indexes.</summary>
    public void AddColumns(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var table = tables[(long)row[0]!];
            var name = (string)row[2]!;
            var expression = (string?)row[5];
            var generated = (string)row[7]!;
            table.ColumnNames.Add((short)row[1]!, name);
            table.Columns.Add(
                new(name, Type((string)row[3]!, row[10], row[11]))
                {
                    Nullable = !(bool)row[4]!,
                    Default = generated.Length == 0 ? expression : null,
                    Identity = (string)row[6]! switch
                    {
                        "a" => IdentityKind.Always,
                        "d" => IdentityKind.ByDefault,
                        _ => null,
                    },
                    Generated = generated.Length == 0 ? null : new(Bare(expression!), generated == "s"),
                    Collation = (string?)row[8],
                    Comment = (string?)row[9],
                }
            );
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlCatalogue.Constraints"/>.</summary>
    public void AddConstraints(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var table = tables[(long)row[0]!];
            var name = (string)row[2]!;
            var columns = table.Names((short[]?)row[3] ?? []);
            switch ((string)row[1]!)
            {
                case "p":
                    table.PrimaryKey = new(name, columns);
                    break;
                case "u":
                    table.Uniques.Add(new(name, columns));
                    break;
                case "c":
                    table.Checks.Add(new(name, Bare((string)row[10]!)));
                    break;
                // References to tables that are not read (an extension's) are left out with them.
                case "f" when tables.TryGetValue((long)row[4]!, out var referenced):
                    table.ForeignKeys.Add(
                        new(name, columns, referenced.Name, referenced.Names((short[])row[5]!))
                        {
                            OnDelete = Action((string)row[6]!),
                            OnUpdate = Action((string)row[7]!),
                            Deferrable = (bool)row[8]!,
                            InitiallyDeferred = (bool)row[9]!,
                        }
                    );
                    break;
            }
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlCatalogue.Indexes"/>.</summary>
    public void AddIndexes(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var table = tables[(long)row[0]!];
            var keys = (short)row[4]!;
            var columns = (short[])row[5]!;
            var options = (short[])row[6]!;
            var expressions = (string?[])row[7]!;
            var operators = (string?[])row[8]!;
            var parts = Enumerable.Range(0, keys).Select(k => Part(k));
            table.Indexes.Add(
                new((string)row[1]!, parts.ToSequence())
                {
                    Method = (string)row[2]!,
                    Unique = (bool)row[3]!,
                    Include = table.Names(columns[keys..]),
                    Where = row[9] is string predicate ? Bare(predicate) : null,
                    Comment = (string?)row[10],
                }
            );

            IndexPart Part(int key)
            {
                var descending = (options[key] & 1) != 0;
                var nullsFirst = (options[key] & 2) != 0;
                return new()
                {
                    Column = expressions[key] is null ? table.ColumnNames[columns[key]] : null,
                    Expression = expressions[key] is { } sql ? Bare(sql) : null,
                    Descending = descending,
                    NullsFirst = nullsFirst == descending ? null : nullsFirst,
                    OperatorClass = operators[key],
                };
            }
        }
    }

    /// <summary>Rows of <see cref="PostgreSqlCatalogue.Triggers"/>.</summary>
    public void AddTriggers(IEnumerable<object?[]> rows)
    {
        foreach (var row in rows)
        {
            var table = tables[(long)row[0]!];
            var type = (short)row[2]!;
            var (when, action) = Parse((string)row[4]!);
            string[] events = [.. Event(4, "insert"), .. Event(16, "update"), .. Event(8, "delete")];
            table.Triggers.Add(
                new((string)row[1]!, (type & 2) != 0 ? "before" : "after", events.ToSequence(), action)
                {
                    Columns = table.Names((short[])row[3]!),
                    When = when,
                }
            );

            string[] Event(int bit, string word) => (type & bit) != 0 ? [word] : [];
        }
    }

    /// <summary>The tables.</summary>
    public Sequence<Table> Read() => tables.Values.Select(t => t.ToTable()).ToSequence();

    private static DataType Type(string text, object? enumSchema, object? enumName)
    {
        if (enumName is null)
        {
            return Types.Read(text);
        }

        var type = new DataType.Enum(Name(enumSchema, enumName));
        return text.EndsWith("[]", StringComparison.Ordinal) ? new DataType.Array(type) : type;
    }

    private static ReferentialAction Action(string code) =>
        code switch
        {
            "r" => ReferentialAction.Restrict,
            "c" => ReferentialAction.Cascade,
            "n" => ReferentialAction.SetNull,
            "d" => ReferentialAction.SetDefault,
            _ => ReferentialAction.NoAction,
        };

    // CREATE TRIGGER t BEFORE UPDATE ON x FOR EACH ROW WHEN (condition) EXECUTE FUNCTION f()
    private static (string? When, string Action) Parse(string definition)
    {
        const string level = " FOR EACH ROW ";
        const string execute = "EXECUTE FUNCTION ";
        const string condition = "WHEN (";
        var rest = definition[(definition.IndexOf(level, StringComparison.Ordinal) + level.Length)..];
        var at = rest.LastIndexOf(execute, StringComparison.Ordinal);
        var when = rest.StartsWith(condition, StringComparison.Ordinal) ? Bare(rest[condition.Length..(at - 2)]) : null;
        return (when, rest[(at + execute.Length)..]);
    }

    /// <summary>An expression without the parentheses around all of it: the server puts them, and the writer its own.</summary>
    public static string Bare(string sql)
    {
        if (sql.Length < 2 || sql[0] != '(' || sql[^1] != ')')
        {
            return sql;
        }

        var depth = 0;
        var quote = '\0';
        for (var i = 0; i < sql.Length; i++)
        {
            var c = sql[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            quote = c is '\'' or '"' ? c : quote;
            depth += c switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (depth == 0 && i < sql.Length - 1)
            {
                return sql;
            }
        }

        return Bare(sql[1..^1]);
    }

    private sealed class Parts(QualifiedName name, string? comment)
    {
        public QualifiedName Name => name;

        public Dictionary<short, string> ColumnNames { get; } = [];

        public List<Column> Columns { get; } = [];

        public PrimaryKey? PrimaryKey { get; set; }

        public List<UniqueConstraint> Uniques { get; } = [];

        public List<CheckConstraint> Checks { get; } = [];

        public List<ForeignKey> ForeignKeys { get; } = [];

        public List<TableIndex> Indexes { get; } = [];

        public List<Trigger> Triggers { get; } = [];

        public Sequence<string> Names(IEnumerable<short> numbers) => numbers.Select(n => ColumnNames[n]).ToSequence();

        public Table ToTable() =>
            new(name)
            {
                Columns = Columns.ToSequence(),
                PrimaryKey = PrimaryKey,
                Uniques = Uniques.ToSequence(),
                Checks = Checks.ToSequence(),
                ForeignKeys = ForeignKeys.ToSequence(),
                Indexes = Indexes.ToSequence(),
                Triggers = Triggers.ToSequence(),
                Comment = comment,
            };
    }
}
