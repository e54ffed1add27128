using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Finds keys and uniqueness of entities.</summary>
internal static class KeyRecovery
{
    /// <summary>The column that is a key of the table's own making, or none.</summary>
    public static string? SurrogateOf(RecoveredEntity entity)
    {
        var table = entity.Table;
        if (
            table.PrimaryKey is not { Columns: [var name] }
            || table.Find(name) is not { Type: DataType.Integer or DataType.Uuid } column
            || table.ForeignKeys.Any(f => f.Columns.Contains(name))
        )
        {
            return null;
        }

        var isNamedSo = Names.Snake(name) is "id" or "uuid" or "guid" || Names.Snake(name) == $"{entity.Name}_id";
        var isMade =
            column.Identity is not null
            || column.Default?.Contains("nextval", StringComparison.OrdinalIgnoreCase) == true
            || column.Default?.Contains("uuid", StringComparison.OrdinalIgnoreCase) == true;
        return isNamedSo || isMade ? name : null;
    }

    /// <summary>Whether a predicate leaves out the rows that are marked deleted, and no others.</summary>
    public static bool IsNotDeleted(string predicate) =>
        SqlToken.Of(predicate) is [var name, var @is, var @null] && name.Names("deleted_at") && @is.Is("is") && @null.Is("null");

    /// <summary>Sets key and uniqueness of the entity; attributes and references are known.</summary>
    public static void Recover(RecoveredEntity entity)
    {
        var table = entity.Table;
        if (table.PrimaryKey is null)
        {
            entity.Remarks.Add("It had no key; the convention gives it one.");
        }
        else if (SurrogateOf(entity) is null)
        {
            if (Members(entity, table.PrimaryKey.Columns) is { } members)
            {
                entity.Key = members;
            }
            else
            {
                entity.Remarks.Add(
                    $"Its key was {string.Join(", ", table.PrimaryKey.Columns)}; the convention gives it one of its own."
                );
            }
        }

        foreach (var unique in table.Uniques)
        {
            Take(entity, unique.Name, unique.Columns);
        }

        foreach (var index in table.Indexes.Where(i => i.Unique))
        {
            var isWhole = index.Where is null || (entity.HasSoftDelete && IsNotDeleted(index.Where));
            if (isWhole && index.Parts.All(p => p.Column is not null))
            {
                Take(entity, index.Name, index.Parts.Select(p => p.Column!).ToSequence());
            }
            else
            {
                entity.Remarks.Add($"Perhaps a rule: the unique index {index.Name} holds for some rows or for expressions.");
            }
        }
    }

    private static void Take(RecoveredEntity entity, string name, Sequence<string> columns)
    {
        if (entity.References.Exists(r => r.OneToOne && r.Key.Columns.ToHashSet().SetEquals(columns)))
        {
            return;
        }

        if (Members(entity, columns) is not { } members)
        {
            entity.Remarks.Add($"The uniqueness {name} of {string.Join(", ", columns)} could not be said.");
        }
        else if (members is [var only] && entity.Attributes.Find(a => a.Name == only) is { } attribute)
        {
            attribute.Unique = !(entity.Key is [var key] && key == only);
        }
        else if (
            !entity.Key.ToHashSet(StringComparer.Ordinal).SetEquals(members)
            && !entity.Uniques.Exists(u => u.ToHashSet(StringComparer.Ordinal).SetEquals(members))
        )
        {
            entity.Uniques.Add(members);
        }
    }

    /// <summary>The columns as names of attributes and references; none where they are not whole.</summary>
    private static List<string>? Members(RecoveredEntity entity, Sequence<string> columns)
    {
        var members = new List<string>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            if (covered.Contains(column))
            {
                continue;
            }

            if (entity.Attributes.Find(a => a.Column.Name == column) is { } attribute)
            {
                if (attribute.Guess.Type.Kind is SemanticKind.Json or SemanticKind.Vector or SemanticKind.Location)
                {
                    return null;
                }

                members.Add(attribute.Name);
                covered.Add(column);
                continue;
            }

            // The widest reference says the most.
            var reference = entity
                .References.Where(r => r.Key.Columns.Contains(column) && r.Key.Columns.All(columns.Contains))
                .MaxBy(r => r.Key.Columns.Count);
            if (reference is null)
            {
                return null;
            }

            members.Add(reference.Role);
            covered.UnionWith(reference.Key.Columns);
        }

        return members.Count == members.Distinct(StringComparer.Ordinal).Count() ? members : null;
    }
}
