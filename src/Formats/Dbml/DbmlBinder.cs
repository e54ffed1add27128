using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Makes a schema of what was written.</summary>
internal sealed partial class DbmlBinder(DbmlParser parser, Engine engine, List<Finding> errors)
{
    private readonly INames names = engine.Require<INames>();
    private readonly ITypes types = engine.Require<ITypes>();
    private readonly bool namesIndexesWithinTables = new RelationalSchema(engine.Name).NamesIndexesWithinTables;
    private ObjectNames taken = new();
    private readonly Dictionary<QualifiedName, Table> tables = [];
    private readonly Dictionary<string, QualifiedName> aliases = new(StringComparer.Ordinal);
    private readonly HashSet<QualifiedName> enums = [];
    private readonly List<DbmlReference> references = [.. parser.References];

    /// <summary>The schema, sorted; what is wrong is added to the errors.</summary>
    public RelationalSchema Bind()
    {
        foreach (var (name, _) in parser.Enums)
        {
            if (!enums.Add(name.Name))
            {
                Wrong(name.At, $"The enumeration {name.Name} is given twice.");
            }
        }

        foreach (var table in parser.Tables)
        {
            if (tables.ContainsKey(table.Name.Name))
            {
                Wrong(table.Name.At, $"The table {table.Name.Name} is given twice.");
                continue;
            }

            tables[table.Name.Name] = Bind(table);
            if (table.Alias is { } alias && !aliases.TryAdd(alias, table.Name.Name))
            {
                Wrong(table.Name.At, $"The alias {alias} is given twice.");
            }
        }

        foreach (var reference in references)
        {
            Refer(reference);
        }

        return new RelationalSchema(engine.Name)
        {
            Enums = parser.Enums.Select(e => new EnumDefinition(e.Name.Name, e.Values)).ToSequence(),
            Tables = tables.Values.ToSequence(),
            Extensions = Noted(DbmlWriter.ExtensionNote, DbmlNotes.Extension),
            Domains = Noted(DbmlWriter.DomainNote, DbmlNotes.Domain),
            Sequences = Noted(DbmlWriter.SequenceNote, DbmlNotes.Sequence),
            Views = parser.Notes.Select(View).OfType<View>().ToSequence(),
            VirtualTables = parser.Notes.Select(Virtual).OfType<VirtualTable>().ToSequence(),
        }.Sorted();
    }

    /// <summary>What <see cref="DbmlWriter"/> wrote into notes line by line.</summary>
    private Sequence<T> Noted<T>(string word, Func<QualifiedName, string[], Func<string, DataType>, T> read) =>
        parser
            .Notes.Where(n =>
                n.Name.StartsWith(word, StringComparison.Ordinal) && !n.Name.AsSpan(word.Length).ContainsAny(' ', '\t')
            )
            .Select(n => read(Named(n.Name[word.Length..]), n.Text.Split('\n'), types.Read))
            .ToSequence();

    /// <summary>A note that <see cref="DbmlWriter"/> wrote for a view.</summary>
    private static View? View((string Name, string Text, Location At) note)
    {
        foreach (var (word, isKept) in new[] { (DbmlWriter.ViewNote, false), (DbmlWriter.KeptViewNote, true) })
        {
            if (note.Name.StartsWith(word, StringComparison.Ordinal))
            {
                return new View(Named(note.Name[word.Length..]), note.Text) { Materialized = isKept };
            }
        }

        return null;
    }

    /// <summary>A note that <see cref="DbmlWriter"/> wrote for a table kept by a module.</summary>
    private static VirtualTable? Virtual((string Name, string Text, Location At) note)
    {
        if (!note.Name.StartsWith(DbmlWriter.VirtualNote, StringComparison.Ordinal))
        {
            return null;
        }

        var lines = note.Text.Split('\n');
        return new VirtualTable(Named(note.Name[DbmlWriter.VirtualNote.Length..]), lines[0], lines[1..].ToSequence());
    }

    private static QualifiedName Named(string text)
    {
        var parts = text.Split('.', 2);
        return parts.Length == 2 ? new QualifiedName(parts[0], parts[1]) : QualifiedName.Of(parts[0]);
    }

    private Table Bind(DbmlTable draft)
    {
        var name = draft.Name.Name;
        var (columns, indexes, checks) = Merged(draft);
        var seen = new Dictionary<string, DbmlColumn>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (!seen.TryAdd(column.Name, column))
            {
                Wrong(column.At, $"The column {column.Name} of {name} is given twice.");
            }
        }

        if (namesIndexesWithinTables)
        {
            taken = new();
        }

        var table = new Table(name)
        {
            Comment = draft.Note is { Length: > 0 } note ? note : null,
            Columns = seen.Values.Select(c => Bind(name, c)).ToSequence(),
            Checks = checks.Select(c => Check(name, c)).Concat(seen.Values.SelectMany(c => ColumnChecks(name, c))).ToSequence(),
            Uniques = seen
                .Values.Where(c => Has(c.Settings, "unique"))
                .Select(c => new UniqueConstraint(taken.Take($"uq_{name.Name}_{c.Name}"), [c.Name]))
                .ToSequence(),
        };
        var key = seen.Values.Where(c => IsKey(c.Settings)).Select(c => c.Name).ToSequence();
        if (key.Count > 0)
        {
            table = table with { PrimaryKey = new(taken.Take($"pk_{name.Name}"), key) };
        }

        return indexes.Aggregate(table, Add);
    }

    private (List<DbmlColumn> Columns, List<DbmlIndex> Indexes, List<DbmlCheck> Checks) Merged(DbmlTable draft)
    {
        var (columns, indexes, checks) = (draft.Columns.ToList(), draft.Indexes.ToList(), draft.Checks.ToList());

        // A table's own column wins over that of a part, and a later part over an earlier one.
        foreach (var (partName, at, position) in Enumerable.Reverse(draft.Parts))
        {
            if (parser.Partials.Find(p => p.Name.Name.Name == partName) is not { } part)
            {
                Unknown(at, $"There is no TablePartial {partName}.", partName, parser.Partials.Select(p => p.Name.Name.Name));
                continue;
            }

            columns.InsertRange(position, part.Columns.Where(c => columns.TrueForAll(o => o.Name != c.Name)).ToList());
            indexes.AddRange(part.Indexes);
            checks.AddRange(part.Checks);
        }

        return (columns, indexes, checks);
    }

    private Column Bind(QualifiedName table, DbmlColumn draft)
    {
        var isKey = IsKey(draft.Settings);
        var column = new Column(draft.Name, Type(draft)) { Nullable = !isKey };
        foreach (var setting in draft.Settings)
        {
            column = setting.Name switch
            {
                "not null" => column with { Nullable = false },
                "null" => column with { Nullable = !isKey },
                "increment" => column with { Identity = IdentityKind.ByDefault },
                "default" => column with { Default = Default(setting) },
                "note" => Noted(column, Text(setting)),
                "ref" => Inline(column, table, draft, setting),
                "pk" or "primary key" or "unique" or "check" => column,
                _ => Unknown(
                    setting.At,
                    $"A column has no setting \"{setting.Name}\".",
                    setting.Name,
                    ["pk", "primary key", "null", "not null", "unique", "increment", "default", "note", "ref", "check"],
                    column
                ),
            };
        }

        // Other tools say it twice.
        return DbmlSerials.IsShort(column.Type) ? column with { Identity = null } : column;
    }

    private static Column Noted(Column column, string note)
    {
        var form = DbmlNotes.Column().Match(note);
        return column with
        {
            Comment = form.Groups["comment"] is { Length: > 0, Value: var comment } ? comment : null,
            Collation = form.Groups["collation"] is { Success: true, Value: var collation } ? collation : null,
            Generated = form.Groups["sql"] is { Success: true, Value: var sql } ? new(sql, form.Groups["stored"].Success) : null,
        };
    }

    private DataType Type(DbmlColumn draft)
    {
        if (draft.TypeName is { } name && enums.Contains(name))
        {
            return Arrays(new DataType.Enum(name), draft.Arrays);
        }

        var (text, arrays) = (draft.Type, draft.Arrays);
        while (text.EndsWith("[]", StringComparison.Ordinal))
        {
            (text, arrays) = (text[..^2], arrays + 1);
        }

        var type = types.Read(text);
        return Arrays(type is DataType.Native ? TypeText.Read(text.ToLowerInvariant()) ?? type : type, arrays);
    }

    private static DataType Arrays(DataType type, int depth) => depth == 0 ? type : Arrays(new DataType.Array(type), depth - 1);

    private string Default(DbmlSetting setting)
    {
        var value = setting.Value;
        return value switch
        {
            [{ Kind: DbmlTokenKind.Expression } one] => one.Text,
            [{ Kind: DbmlTokenKind.Text } one] => names.Literal(one.Text),
            [{ Kind: DbmlTokenKind.Word } one] when one.Text.ToLowerInvariant() is "true" or "false" or "null" =>
                one.Text.ToLowerInvariant(),
            // A value of an enumeration: status.open.
            [.., { Text: "." }, { Kind: DbmlTokenKind.Word or DbmlTokenKind.Quoted } last]
                when !char.IsAsciiDigit(last.Text[0]) => names.Literal(last.Text),
            _ when value.All(t => t.Kind is DbmlTokenKind.Word or DbmlTokenKind.Sign)
                    && decimal.TryParse(
                        string.Concat(value.Select(t => t.Text)),
                        System.Globalization.CultureInfo.InvariantCulture,
                        out _
                    ) => string.Concat(value.Select(t => t.Text)),
            _ => Instead(
                setting.Value[0].At,
                $"Expected a number, a text in quotes, true, false, null or an expression between backticks, found {setting.Value[0]}.",
                ""
            ),
        };
    }

    private CheckConstraint Check(QualifiedName table, DbmlCheck draft) =>
        new(taken.Take(Find(draft.Settings, "name") is { } name ? Text(name) : $"ck_{table.Name}"), draft.Sql);

    private IEnumerable<CheckConstraint> ColumnChecks(QualifiedName table, DbmlColumn draft) =>
        draft
            .Settings.Where(s => s.Name == "check")
            .Select(s => new CheckConstraint(
                taken.Take($"ck_{table.Name}_{draft.Name}"),
                s.Value.Count > 0 ? s.Value[0].Text : ""
            ));

    private static bool IsKey(IReadOnlyList<DbmlSetting> settings) => Has(settings, "pk") || Has(settings, "primary key");

    private static bool Has(IReadOnlyList<DbmlSetting> settings, string name) => settings.Any(s => s.Name == name);

    private static DbmlSetting? Find(IReadOnlyList<DbmlSetting> settings, string name) =>
        settings.FirstOrDefault(s => s.Name == name);

    private string Text(DbmlSetting setting) =>
        setting.Value is [{ Kind: DbmlTokenKind.Text or DbmlTokenKind.Quoted } text]
            ? text.Text
            : Instead(setting.At, $"\"{setting.Name}\" needs a text in quotes.", "");

    private T Instead<T>(Location at, string title, T instead)
    {
        Wrong(at, title);
        return instead;
    }

    private void Wrong(Location at, string title, string? fix = null) =>
        errors.Add(new Finding("dbml", Severity.Error, title) { Location = at, Fix = fix });

    private void Unknown(Location at, string title, string name, IEnumerable<string> known)
    {
        var all = known.ToList();
        Wrong(at, title, NearestName.Of(name, all) is { } near ? $"Did you mean {near}?" : $"Known: {string.Join(", ", all)}.");
    }

    private T Unknown<T>(Location at, string title, string name, IEnumerable<string> known, T instead)
    {
        Unknown(at, title, name, known);
        return instead;
    }
}
