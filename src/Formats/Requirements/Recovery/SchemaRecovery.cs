using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Formats;

/// <summary>Finds in a schema the entities and relationships that it probably came from.</summary>
internal sealed class SchemaRecovery
{
    private static readonly string[] AuditColumns = ["created_at", "updated_at"];

    private readonly RelationalSchema schema;
    private readonly Dictionary<QualifiedName, RecoveredEntity> byTable = [];

    /// <summary>Recovers everything.</summary>
    public SchemaRecovery(RelationalSchema schema)
    {
        this.schema = schema.Sorted();
        var tables = this.schema.Tables.Where(t => t.PartitionOf is null).ToList();
        HasAudit = tables.Count(t => AuditColumns.All(a => t.Find(a) is not null)) * 2 > tables.Count;
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            byTable[table.Name] = new(EntityName(table.Name, taken), table);
        }

        foreach (var entity in byTable.Values)
        {
            RecoverReferences(entity);
            RecoverAttributes(entity);
            KeyRecovery.Recover(entity);
        }

        RequiredCycles.Relax(byTable.Values.ToList());
        Pairs = byTable.Values.Select(PairsOf).OfType<RecoveredPairs>().ToList();
        Entities = byTable.Values.Where(e => Pairs.TrueForAll(p => p.Join != e)).ToList();
    }

    /// <summary>The entities in the order of their tables.</summary>
    public List<RecoveredEntity> Entities { get; }

    /// <summary>The many-to-many relationships.</summary>
    public List<RecoveredPairs> Pairs { get; }

    /// <summary>Whether most tables have the columns of the audit convention.</summary>
    public bool HasAudit { get; }

    /// <summary>Whether keys of the tables' own are mostly UUIDs.</summary>
    public bool HasUuids
    {
        get
        {
            var keys = Entities.Where(e => e.Key.Count == 0 && e.Table.PrimaryKey is { Columns.Count: 1 }).ToList();
            return keys.Count(e => e.Table.Find(e.Table.PrimaryKey!.Columns[0])?.Type is DataType.Uuid) * 2 > keys.Count;
        }
    }

    private static string EntityName(QualifiedName table, HashSet<string> taken)
    {
        var folded = Names.Snake(table.Name);
        var singular = Singular.Of(folded);
        var wanted = singular;
        if (!Names.IsSnake(wanted) || ExpressionParser.Keywords.Contains(wanted))
        {
            wanted = Names.IsSnake($"entity_{wanted}".TrimEnd('_')) ? $"entity_{wanted}".TrimEnd('_') : "entity";
        }

        // A table in another namespace may have the same name.
        if (taken.Contains(wanted) && Names.IsSnake($"{Names.Snake(table.Schema)}_{wanted}"))
        {
            wanted = $"{Names.Snake(table.Schema)}_{wanted}";
        }

        return Free(wanted, taken.Add);
    }

    private static string Free(string wanted, Func<string, bool> take)
    {
        var name = wanted;
        for (var number = 2; !take(name); number++)
        {
            name = FormattableString.Invariant($"{wanted[..Math.Min(wanted.Length, 58)]}_{number}");
        }

        return name;
    }

    private void RecoverReferences(RecoveredEntity entity)
    {
        var table = entity.Table;
        foreach (var key in table.ForeignKeys)
        {
            if (!byTable.TryGetValue(key.ReferencedTable, out var target))
            {
                entity.Remarks.Add($"{key.Name} refers to {key.ReferencedTable}, which is not part of the schema.");
                continue;
            }

            if (entity.References.Exists(r => r.Key.Columns.Equals(key.Columns) && r.Target == target))
            {
                entity.Remarks.Add($"{key.Name} says the same as another foreign key.");
                continue;
            }

            var isKeyOfTarget =
                target.Table.PrimaryKey is { } primary && primary.Columns.ToHashSet().SetEquals(key.ReferencedColumns);
            entity.References.Add(
                new(Role(entity, target, key), target, key)
                {
                    Optional = key.Columns.Any(c => table.Find(c)?.Nullable == true),
                    OneToOne = IsUnique(table, key.Columns),
                    Remark = isKeyOfTarget
                        ? null
                        : $"it referred to {string.Join(", ", key.ReferencedColumns)} of {key.ReferencedTable}, not to its key",
                }
            );
        }
    }

    /// <summary>Unique over all rows, or over those that are not marked deleted.</summary>
    private static bool IsUnique(Table table, Sequence<string> columns) =>
        table.IsUniqueBy(columns)
        || table.Indexes.Any(i =>
            i.Unique
            && i.Where is { } where
            && KeyRecovery.IsNotDeleted(where)
            && i.Parts.Select(p => p.Column ?? "").ToHashSet(StringComparer.Ordinal).SetEquals(columns)
        );

    private static string Role(RecoveredEntity entity, RecoveredEntity target, ForeignKey key)
    {
        var referring = entity.Table.ForeignKeys.SelectMany(f => f.Columns).ToHashSet(StringComparer.Ordinal);
        var attributes = entity
            .Table.Columns.Where(c => !referring.Contains(c.Name))
            .Select(c => Names.Snake(c.Name))
            .ToHashSet(StringComparer.Ordinal);
        var wanted = key.Columns.Zip(key.ReferencedColumns, Stem).Distinct(StringComparer.Ordinal).ToList();
        List<string> candidates =
        [
            .. wanted is [var one] ? [one] : Array.Empty<string>(),
            target == entity ? "parent" : target.Name,
            $"{target.Name}_reference",
        ];
        var role = candidates.Find(IsFree) ?? candidates[^1];
        return Free(role, IsFree);

        bool IsFree(string name) =>
            Names.IsSnake(name)
            && !ExpressionParser.Keywords.Contains(name)
            && name != "id"
            && !attributes.Contains(name)
            && !attributes.Contains($"{name}_id")
            && entity.References.TrueForAll(r => r.Role != name);
    }

    private static string Stem(string column, string referenced)
    {
        var name = Names.Snake(column);
        foreach (var tail in new[] { $"_{Names.Snake(referenced)}", "_id", "_fk" })
        {
            if (name.Length > tail.Length && name.EndsWith(tail, StringComparison.Ordinal))
            {
                return name[..^tail.Length];
            }
        }

        return name;
    }

    private void RecoverAttributes(RecoveredEntity entity)
    {
        var table = entity.Table;
        var referring = entity.References.SelectMany(r => r.Key.Columns).ToHashSet(StringComparer.Ordinal);
        var surrogate = KeyRecovery.SurrogateOf(entity);
        var taken = entity.References.Select(r => r.Role).ToHashSet(StringComparer.Ordinal);
        if (surrogate is not null && surrogate != "id")
        {
            entity.Remarks.Add($"Its key was {surrogate}.");
        }

        if (HasAudit && AuditColumns.Any(a => table.Find(a) is null))
        {
            entity.Remarks.Add("The convention of the other tables adds created_at and updated_at.");
        }

        entity.HasSoftDelete = table.Find("deleted_at") is { Nullable: true };
        foreach (var column in table.Columns.Where(c => !referring.Contains(c.Name) && c.Name != surrogate))
        {
            if ((HasAudit && AuditColumns.Contains(column.Name)) || (entity.HasSoftDelete && column.Name == "deleted_at"))
            {
                continue;
            }

            if (column.Generated is not null || column.Type is DataType.TextSearch)
            {
                entity.Remarks.Add($"{column.Name} is computed and left out.");
                continue;
            }

            entity.Attributes.Add(Attribute(entity, column, surrogate is not null, taken));
        }

        foreach (var check in table.Checks.Where(c => !IsSaid(entity, c.Sql)))
        {
            entity.Remarks.Add($"Perhaps a rule: {check.Name}: {check.Sql}");
        }
    }

    /// <summary>Whether the type of an attribute says all that the condition does.</summary>
    private static bool IsSaid(RecoveredEntity entity, string sql)
    {
        var tokens = SqlToken.Of(sql);
        var named = entity.Table.Columns.Where(c => tokens.Exists(t => t.Names(c.Name))).ToList();
        return named is [var column]
            && (
                new ColumnFacts().Take(sql, column.Name)
                || entity.Attributes.Find(a => a.Column.Name == column.Name) is { Guess.HasForm: true }
            );
    }

    private RecoveredAttribute Attribute(RecoveredEntity entity, Column column, bool hasSurrogate, HashSet<string> taken)
    {
        var facts = new ColumnFacts();
        foreach (var check in entity.Table.Checks)
        {
            facts.Take(check.Sql, column.Name);
        }

        if (
            column.Type is DataType.Native
            && schema.Domains.FirstOrDefault(d => d.Name.Name == TypeText.Write(column.Type)) is { } domain
        )
        {
            foreach (var check in domain.Checks)
            {
                facts.Take(check.Sql, "value");
            }

            column = column with { Type = domain.Type };
        }

        var name = Names.Snake(column.Name);
        var isBad =
            !Names.IsSnake(name)
            || ExpressionParser.Keywords.Contains(name)
            || (name == "id" && (hasSurrogate || !IsKey(entity, column)));
        name = Free(isBad ? $"{(Names.IsSnake(name) ? name : "column")}_value" : name, taken.Add);
        var guess = TypeGuess.Of(column, name is "code" or "iso_code" ? $"{entity.Name}_{name}" : name, facts, schema.Enums);
        var standard = column.Default is { } sql ? RecoveredDefault.Of(sql, guess.Type) : null;
        var isNumbered =
            column.Identity is not null || column.Default?.Contains("nextval", StringComparison.OrdinalIgnoreCase) == true;
        return new(name, column, guess)
        {
            Default = standard,
            Remark =
                isNumbered ? "it was numbered by the engine"
                : column.Default is not null && standard is null ? $"its default was {column.Default}"
                : null,
        };
    }

    private static bool IsKey(RecoveredEntity entity, Column column) =>
        entity.Table.PrimaryKey is { Columns: [var only] } && only == column.Name;

    /// <summary>A table whose key is two references and that nothing refers to holds pairs.</summary>
    private RecoveredPairs? PairsOf(RecoveredEntity join)
    {
        if (
            join is not { Key: [var first, var second], References.Count: 2, Uniques.Count: 0, HasSoftDelete: false }
            || join.References.Find(r => r.Role == first) is not { Optional: false } left
            || join.References.Find(r => r.Role == second) is not { Optional: false } right
            || join.Attributes.Exists(a => a.Unique)
            || left.Target == join
            || right.Target == join
        )
        {
            return null;
        }

        var isNamedSo =
            first == left.Target.Name
            && second == (left.Target == right.Target ? $"related_{right.Target.Name}" : right.Target.Name)
            && Plural.Of(join.Name) == join.Table.Name.Name;
        var isReferredTo = byTable.Values.Any(e => e.References.Exists(r => r.Target == join));
        var (one, other) = (DeleteRuleOf(left.Key), DeleteRuleOf(right.Key));
        return isNamedSo && !isReferredTo && one == other && one != DeleteRule.SetNull
            ? new(join, left.Target, right.Target, one)
            : null;
    }

    /// <summary>The delete rule of a foreign key; what requirements have no word for is a refusal.</summary>
    public static DeleteRule DeleteRuleOf(ForeignKey key) =>
        key.OnDelete switch
        {
            ReferentialAction.Cascade => DeleteRule.Cascade,
            ReferentialAction.SetNull => DeleteRule.SetNull,
            _ => DeleteRule.Restrict,
        };
}
