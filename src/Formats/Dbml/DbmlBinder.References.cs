using Dbwright.Model;

namespace Dbwright.Formats;

/// <content>Indexes and references.</content>
internal sealed partial class DbmlBinder
{
    private static readonly ReferentialAction[] Actions = Enum.GetValues<ReferentialAction>();

    private Table Add(Table table, DbmlIndex draft)
    {
        foreach (var setting in draft.Settings.Where(s => s.Name is not ("pk" or "unique" or "name" or "type" or "note")))
        {
            Unknown(
                setting.At,
                $"An index has no setting \"{setting.Name}\".",
                setting.Name,
                ["pk", "unique", "name", "type", "note"]
            );
        }

        foreach (var key in draft.Keys.Where(k => k.Kind != DbmlTokenKind.Expression && table.Find(k.Text) is null))
        {
            Unknown(key.At, $"{table.Name} has no column {key.Text}.", key.Text, table.Columns.Select(c => c.Name));
        }

        var name = Find(draft.Settings, "name") is { } named ? Text(named) : null;
        var words = string.Join("_", draft.Keys.Select(k => k.Kind == DbmlTokenKind.Expression ? "expression" : k.Text));
        var isPlain = draft.Keys.All(k => k.Kind != DbmlTokenKind.Expression);
        var columns = draft.Keys.Select(k => k.Text).ToSequence();
        var method = Find(draft.Settings, "type") is { Value: [var type, ..] } ? type.Text.ToLowerInvariant() : null;
        var note = Find(draft.Settings, "note") is { } noted ? Text(noted) : "";
        if (Has(draft.Settings, "pk"))
        {
            if (table.PrimaryKey is not null)
            {
                Wrong(draft.At, $"{table.Name} has two primary keys.");
            }

            return table with
            {
                PrimaryKey = new(taken.Take(name ?? $"pk_{table.Name.Name}"), columns),
                Columns = table.Columns.Select(c => columns.Contains(c.Name) ? c with { Nullable = false } : c).ToSequence(),
            };
        }

        var isUnique = Has(draft.Settings, "unique");
        if (isUnique && isPlain && method is null && note.Length == 0)
        {
            var unique = new UniqueConstraint(taken.Take(name ?? $"uq_{table.Name.Name}_{words}"), columns);
            return table with { Uniques = [.. table.Uniques, unique] };
        }

        var form = DbmlNotes.Index().Match(note);
        var orders = form.Groups["keys"] is { Success: true, Value: var said } ? said : "";
        var index = new TableIndex(
            taken.Take(name ?? $"idx_{table.Name.Name}_{words}"),
            [
                .. draft.Keys.Select(k =>
                    Ordered(
                        k.Kind == DbmlTokenKind.Expression ? new IndexPart { Expression = k.Text } : IndexPart.Of(k.Text),
                        ref orders
                    )
                ),
            ]
        )
        {
            Unique = isUnique,
            Method = method ?? (form.Groups["method"] is { Success: true, Value: var other } ? other : "btree"),
            Include = form.Groups["include"] is { Success: true, Value: var list } ? list.Split(", ").ToSequence() : [],
            Where = form.Groups["where"] is { Success: true, Value: var predicate } ? predicate : null,
            Comment = form.Groups["comment"] is { Length: > 0, Value: var comment } ? comment : null,
        };
        return table with { Indexes = [.. table.Indexes, index] };
    }

    // The orders stand in the order of the keys; those of which nothing is to be said are left out.
    private static IndexPart Ordered(IndexPart part, ref string orders)
    {
        var name = part.Column ?? part.Expression ?? "";
        if (!orders.StartsWith(name, StringComparison.Ordinal))
        {
            return part;
        }

        var end = orders.IndexOf(", ", name.Length, StringComparison.Ordinal);
        var form = DbmlNotes.Key().Match(end < 0 ? orders[name.Length..] : orders[name.Length..end]);
        if (!form.Success)
        {
            return part;
        }

        orders = end < 0 ? "" : orders[(end + 2)..];
        string? Said(string group) => form.Groups[group] is { Success: true, Value: var value } ? value : null;
        return part with
        {
            Length = Said("length") is { } length ? int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) : null,
            Collation = Said("collation"),
            OperatorClass = Said("class"),
            Descending = Said("desc") is not null,
            NullsFirst = Said("nulls") is { } nulls ? nulls == "first" : null,
        };
    }

    /// <summary>A reference at a column: the sign, then the other end.</summary>
    private Column Inline(Column column, QualifiedName table, DbmlColumn draft, DbmlSetting setting)
    {
        var rest = setting.Value.Skip(1).ToList();
        if (
            setting.Value is not [{ Kind: DbmlTokenKind.Sign, Text: ">" or "<" or "-" or "<>" } sign, ..]
            || rest.Count(t => t.Text == ".") is not (1 or 2)
            || rest.Count % 2 == 0
        )
        {
            Wrong(setting.At, "A reference at a column is a sign and a column of a table: ref: > users.id.");
            return column;
        }

        var path = rest.Where((_, i) => i % 2 == 0).ToList();
        var schema = path.Count == 3 && path[0].Text != "public" ? path[0].Text : "";
        references.Add(
            new(
                null,
                new(new(table, draft.At), [(draft.Name, draft.At)]),
                sign.Text,
                new(new(new(schema, path[^2].Text), path[0].At), [(path[^1].Text, path[^1].At)]),
                []
            )
            {
                IsInline = true,
            }
        );
        return column;
    }

    private void Refer(DbmlReference reference)
    {
        if (Resolve(reference.Left) is not { } left || Resolve(reference.Right) is not { } right)
        {
            return;
        }

        if (reference.Left.Columns.Count != reference.Right.Columns.Count)
        {
            Wrong(reference.Right.Table.At, "Both ends of a reference have as many columns.");
            return;
        }

        var (leftColumns, rightColumns) = (Columns(reference.Left), Columns(reference.Right));
        switch (reference.Sign)
        {
            case ">":
                AddKey(reference, left, leftColumns, right, rightColumns);
                break;
            case "<":
                AddKey(reference, right, rightColumns, left, leftColumns);
                break;
            case "<>":
                AddJoin(reference, left, leftColumns, right, rightColumns);
                break;
            default:
                // One to one: the second end refers to the first; at a column, the column does.
                var (holder, held, target, key) = reference.IsInline
                    ? (left, leftColumns, right, rightColumns)
                    : (right, rightColumns, left, leftColumns);
                AddKey(reference, holder, held, target, key);
                if (!tables[holder].IsUniqueBy(held))
                {
                    var unique = new UniqueConstraint(taken.Take($"uq_{holder.Name}_{string.Join("_", held)}"), held);
                    tables[holder] = tables[holder] with { Uniques = [.. tables[holder].Uniques, unique] };
                }

                break;
        }
    }

    private void AddKey(
        DbmlReference reference,
        QualifiedName holder,
        Sequence<string> columns,
        QualifiedName target,
        Sequence<string> referenced
    )
    {
        var table = tables[holder];
        var standard = $"fk_{holder.Name}_{target.Name}";
        var wanted =
            reference.Name
            ?? (taken.IsTaken(standard) || holder == target ? $"{standard}_{string.Join("_", columns)}" : standard);
        var key = new ForeignKey(taken.Take(wanted), columns, target, referenced)
        {
            OnDelete = Action(reference.Settings, "delete"),
            OnUpdate = Action(reference.Settings, "update"),
        };
        tables[holder] = table with { ForeignKeys = [.. table.ForeignKeys, key] };
    }

    private void AddJoin(
        DbmlReference reference,
        QualifiedName left,
        Sequence<string> leftColumns,
        QualifiedName right,
        Sequence<string> rightColumns
    )
    {
        var name = new QualifiedName(left.Schema, taken.Take($"{left.Name}_{right.Name}"));
        var (first, second) = (Copies(left, leftColumns, ""), Copies(right, rightColumns, left == right ? "related_" : ""));
        tables[name] = new Table(name)
        {
            Columns = [.. first, .. second],
            PrimaryKey = new(taken.Take($"pk_{name.Name}"), [.. first.Select(c => c.Name), .. second.Select(c => c.Name)]),
        };
        var unnamed = reference with { Name = null };
        AddKey(unnamed, name, first.Select(c => c.Name).ToSequence(), left, leftColumns);
        AddKey(unnamed, name, second.Select(c => c.Name).ToSequence(), right, rightColumns);

        List<Column> Copies(QualifiedName table, Sequence<string> columns, string before) =>
            columns.Select(c => new Column($"{before}{table.Name}_{c}", tables[table].Find(c)!.Type)).ToList();
    }

    private ReferentialAction Action(IReadOnlyList<DbmlSetting> settings, string name)
    {
        if (Find(settings, name) is not { } setting)
        {
            return ReferentialAction.NoAction;
        }

        var text = string.Join(" ", setting.Value.Select(t => t.Text)).ToLowerInvariant();
        foreach (var action in Actions)
        {
            if (Words.Of(action) == text)
            {
                return action;
            }
        }

        return Unknown(
            setting.At,
            $"\"{name}\" cannot be \"{text}\".",
            text,
            Actions.Select(Words.Of),
            ReferentialAction.NoAction
        );
    }

    private QualifiedName? Resolve(DbmlEnd end)
    {
        var name = end.Table.Name;
        var found =
            tables.ContainsKey(name) ? name
            : name.Schema.Length == 0 ? aliases.GetValueOrDefault(name.Name)
            : null;
        if (found is null)
        {
            Unknown(end.Table.At, $"There is no table {name}.", name.ToString(), tables.Keys.Select(t => t.ToString()));
            return null;
        }

        var isComplete = true;
        foreach (var (column, at) in end.Columns.Where(c => tables[found].Find(c.Name) is null))
        {
            Unknown(at, $"{found} has no column {column}.", column, tables[found].Columns.Select(c => c.Name));
            isComplete = false;
        }

        return isComplete ? found : null;
    }

    private static Sequence<string> Columns(DbmlEnd end) => end.Columns.Select(c => c.Name).ToSequence();
}
