using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Data;

/// <summary>What becomes of every column when rows of a database are copied.</summary>
public sealed class MaskPlan
{
    private static readonly QualifiedName Everyone = new("", "people");
    private readonly Dictionary<(QualifiedName Table, string Column), ColumnMask> masks = [];
    private readonly Dictionary<string, Dictionary<string, ulong>> given = new(StringComparer.Ordinal);
    private readonly RelationalSchema schema;
    private readonly SeedRules rules;
    private readonly TypeDirectory types;
    private readonly KeyedHash? hash;

    private MaskPlan(RelationalSchema schema, SeedRules rules, KeyedHash? hash)
    {
        this.schema = schema;
        this.rules = rules;
        this.hash = hash;
        types = new(schema);
    }

    /// <summary>The columns that are masked, in the order of the schema.</summary>
    public IEnumerable<(Table Table, Column Column, ColumnMask Mask)> Masked =>
        from table in schema.Tables
        from column in table.Columns
        where masks.TryGetValue((table.Name, column.Name), out var mask) && mask.Kind != MaskKind.Keep
        select (table, column, masks[(table.Name, column.Name)]);

    /// <summary>The mask of a column, or none where it stays as it is.</summary>
    public ColumnMask? Find(QualifiedName table, string column) => masks.GetValueOrDefault((table, column));

    /// <summary>Plans the masks of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="rules">What is declared.</param>
    /// <param name="hash">The key; none where nobody gave one.</param>
    /// <exception cref="Failure">
    /// A personal column is not declared (<see cref="ExitStatus.Refused"/>), or a mask does not fit its column, or a key is needed
    /// (<see cref="ExitStatus.BadInput"/>).
    /// </exception>
    public static MaskPlan For(RelationalSchema schema, SeedRules rules, KeyedHash? hash)
    {
        var plan = new MaskPlan(schema, rules, hash);
        plan.Undeclared();
        foreach (var table in schema.Tables)
        {
            foreach (var column in table.Columns.Where(c => c.Generated is null))
            {
                if (plan.Rule(table, column.Name, []) is var (rule, at, of) && rule.Kind != MaskKind.Keep)
                {
                    plan.masks[(table.Name, column.Name)] = plan.Make(table, column, rule, at, of);
                }
            }
        }

        return plan;
    }

    private void Undeclared()
    {
        var missing = schema
            .Tables.SelectMany(t => PersonalColumns.Of(schema, t).Select(c => (Table: t, c.Column, c.Holds)))
            .Where(c => rules.Find(c.Table.Name, c.Column.Name)?.Mask is null)
            .Select(c => new Finding(
                "mask-undeclared",
                Severity.Error,
                $"{c.Table.Name}.{c.Column.Name} seems to hold {c.Holds}, and nothing says what becomes of them."
            )
            {
                Detail = "Personal columns that are not declared are not copied. Nothing was written.",
                Fix = $"columns: {{{c.Table.Name}.{c.Column.Name}: {{mask: {Suggested(c.Column, c.Holds)}}}}}",
                Subject = $"{c.Table.Name}.{c.Column.Name}",
            })
            .ToSequence();
        if (missing.Count > 0)
        {
            throw new Failure(ExitStatus.Refused, missing);
        }
    }

    private string Suggested(Column column, string holds) =>
        types.Base(column.Type) switch
        {
            DataType.Date or DataType.Timestamp => "shift",
            DataType.Json or DataType.Bytes => column.Nullable ? "null" : "redact",
            _ when holds.StartsWith("free text", StringComparison.Ordinal) => "redact",
            _ => "fake",
        };

    // References follow the column that they refer to, so that they still lead there.
    private (MaskRule Rule, Table At, Column Of)? Rule(Table table, string column, HashSet<(QualifiedName, string)> path)
    {
        var own = rules.Find(table.Name, column)?.Mask;
        foreach (var key in table.ForeignKeys)
        {
            var index = key.Columns.ToList().IndexOf(column);
            if (
                index < 0
                || !path.Add((table.Name, column))
                || schema.Find(key.ReferencedTable) is not { } parent
                || Rule(parent, key.ReferencedColumns[index], path) is not { } inherited
            )
            {
                continue;
            }

            if (own is not null && own != inherited.Rule)
            {
                throw Wrong(
                    $"{table.Name}.{column} refers to {parent.Name}.{key.ReferencedColumns[index]}, and their masks differ.",
                    "References lead nowhere when their values are masked in another way.",
                    $"Leave the mask of {table.Name}.{column} out; it follows the other one."
                );
            }

            return inherited;
        }

        return own is null ? null : (own, table, table.Find(column)!);
    }

    private ColumnMask Make(Table table, Column column, MaskRule rule, Table at, Column of)
    {
        var type = types.Base(column.Type);
        var path = $"{table.Name}.{column.Name}";
        switch (rule.Kind)
        {
            case MaskKind.Null when column.Nullable && table.PrimaryKey?.Columns.Contains(column.Name) != true:
                return new NullMask { Kind = rule.Kind };
            case MaskKind.Null:
                throw Wrong($"{path} cannot be null.", "The column must have a value.", "Use redact, hash or fake.");
            case MaskKind.Redact when IsUnique(table, column.Name):
                throw Wrong(
                    $"{path} is unique, so not all its values can be the same.",
                    "redact gives every row one value.",
                    "Use hash or fake."
                );
            case MaskKind.Redact:
                return new RedactMask(Fixed(type, path)) { Kind = rule.Kind };
            case MaskKind.Hash when HashMask.Fits(type):
                return new HashMask(Key(path), type) { Kind = rule.Kind };
            case MaskKind.Hash:
                throw Wrong(
                    $"{path}: values of {type} have no hash of their own type.",
                    "Texts, numbers and UUIDs have one.",
                    "Use shift for dates, null or redact."
                );
            case MaskKind.Shift when type is DataType.Date or DataType.Timestamp or DataType.Text:
                // By as many days everywhere, so that moments of different tables keep their order.
                var most = (ulong)Masks().Where(m => m.Kind == MaskKind.Shift).Min(m => m.Days);
                var draw = Key(path).Number("days", "");
                var days = 1 + (int)(draw % most);
                return new ShiftMask((draw >> 63) == 0 ? days : -days) { Kind = rule.Kind };
            case MaskKind.Shift:
                throw Wrong($"{path} is no date.", $"Its type is {type}.", "Use hash, fake, null or redact.");
            default:
                return Fake(column, type, at, of, path);
        }
    }

    private FakeMask Fake(Column column, DataType type, Table at, Column of, string path)
    {
        var meaning = ColumnMeaning.Of(at, of, types.Base(of.Type));
        var name = ColumnMeaning.SnakeCase(of.Name);
        var group = Group(at, of);
        if (type is DataType.Date or DataType.Timestamp)
        {
            throw Wrong($"{path}: dates are moved, not made anew.", "Their order among each other would be lost.", "Use shift.");
        }

        // The same for every table: neither its name nor its draws have a part in it.
        var salt = Mixer.Of(group);
        var called = group.Contains(' ', StringComparison.Ordinal) ? name : group.ToLowerInvariant();
        var stored = type is DataType.Text or DataType.Native ? new DataType.Text((type as DataType.Text)?.MaxLength) : type;
        var domain = new ColumnDomain(new Column(called, stored), new(called, meaning));
        CellFactory.Complete(domain, 0);
        var cell = new CellFactory(Everyone, salt, new(new(1, 0, atOnce: true, salt)), Locale.Of(rules.Locale, salt)).Make(
            domain,
            null,
            null
        );
        var isUnique = schema.Tables.Any(t =>
            t.Columns.Any(c =>
                rules.Find(t.Name, c.Name)?.Mask?.Kind == MaskKind.Fake && IsUnique(t, c.Name) && Group(t, c) == group
            )
        );
        if (isUnique && !given.ContainsKey(group))
        {
            given[group] = new(StringComparer.Ordinal);
        }

        return new FakeMask(
            Key(path),
            group,
            number =>
            {
                var taken = new SingleValue();
                cell.Write(number, 0, taken);
                return taken.Value is { } value ? Values.Text(value) : "";
            },
            (type as DataType.Text)?.MaxLength,
            given.GetValueOrDefault(group)
        )
        {
            Kind = MaskKind.Fake,
        };
    }

    // Texts without a meaning of their own are alike when their columns are called alike.
    private string Group(Table table, Column column)
    {
        var kind = ColumnMeaning.Of(table, column, types.Base(column.Type)).Kind;
        return kind is SemanticKind.Text or SemanticKind.PersonName or SemanticKind.Integer or SemanticKind.Decimal
            ? $"{kind} {ColumnMeaning.SnakeCase(column.Name)}"
            : $"{kind}";
    }

    private IEnumerable<MaskRule> Masks() => rules.Columns.Select(c => c.Mask).OfType<MaskRule>();

    private KeyedHash Key(string path) =>
        hash
        ?? throw Failure.Because(
            ExitStatus.BadInput,
            "mask-key",
            $"The mask of {path} needs a key, and DBWRIGHT_MASK_KEY is not set.",
            "With the same key the same original gets the same value again; without it nobody can try originals.",
            "export DBWRIGHT_MASK_KEY=\"$(openssl rand -hex 32)\", and keep it as you keep a password."
        );

    private static bool IsUnique(Table table, string column) =>
        table.PrimaryKey?.Columns.Contains(column) == true
        || table.Uniques.Any(u => u.Columns.Contains(column))
        || table.Indexes.Any(i => i.Unique && i.Parts.Any(p => p.Column == column));

    private static string Fixed(DataType type, string path) =>
        type switch
        {
            DataType.Text({ } longest, _) => "redacted"[..Math.Min(8, longest)],
            DataType.Text or DataType.Native => "redacted",
            DataType.Json => "{}",
            DataType.Bytes => "",
            DataType.Integer or DataType.Decimal or DataType.Float => 0.ToString(CultureInfo.InvariantCulture),
            DataType.Inet => "192.0.2.1",
            _ => throw Wrong(
                $"{path}: nothing stands for a value of {type}.",
                "Texts, numbers, documents and bytes can be redacted.",
                "Use null, shift or hash."
            ),
        };

    private static Failure Wrong(string title, string detail, string fix) =>
        Failure.Because(ExitStatus.BadInput, "mask-rule", title, detail, fix);
}
