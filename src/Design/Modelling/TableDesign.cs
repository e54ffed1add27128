using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Makes the table of an entity, or of a many-to-many relationship.</summary>
internal sealed class TableDesign(Draft draft, TypeDesign types, KeyDesign keys, ColumnDesign columns)
{
    /// <summary>The table of an entity.</summary>
    public TableDraft Of(Entity entity)
    {
        var softDelete = draft.IsSoftDeleted(entity.Name);
        var table = new TableDraft(entity.Name, entity.Name, keys.Table(entity.Name))
        {
            Comment = Comments.Of(entity),
            Details = draft.Types.TableDetails(draft.Version),
            At = entity.At,
        };
        NoteReserved(table);
        if (KeyDesign.HasSurrogate(entity))
        {
            RefuseAttributeNamedLikeKey(entity);
            columns.AddSurrogate(table, entity.Name);
        }

        // Columns of the key in its order, then the other references, then the other attributes.
        var held = draft.HeldBy(entity.Name);
        foreach (var member in entity.Key)
        {
            if (entity.Find(member) is { } attribute)
            {
                columns.AddAttribute(table, attribute);
            }
            else
            {
                AddReference(table, Array.Find(held, r => r.Role == member)!);
            }
        }

        foreach (var relationship in held.Where(r => !entity.Key.Contains(r.Role)))
        {
            AddReference(table, relationship);
        }

        foreach (var attribute in entity.Attributes.Where(a => !entity.Key.Contains(a.Name)))
        {
            columns.AddAttribute(table, attribute);
        }

        columns.AddConventions(table, softDelete);
        var key = keys.Key(entity.Name).Select(k => k.Column).ToSequence();
        table.PrimaryKey = new(draft.Objects.Take($"pk_{table.Name.Name}"), key);
        MarkUnique(table, key);
        foreach (var unique in Uniques(entity, table, held).Where(u => !u.SequenceEqual(key)).Distinct())
        {
            AddUnique(table, unique, softDelete);
        }

        AddRules(table, entity.Rules, entity.Attributes);
        return table;
    }

    /// <summary>The table of a many-to-many relationship: its key is the pair.</summary>
    public TableDraft Of(Relationship relationship)
    {
        var table = new TableDraft(relationship.Role, relationship.Id, keys.Table(relationship.Role))
        {
            Comment = Comments.OfJoin(relationship),
            Details = draft.Types.TableDetails(draft.Version),
            At = relationship.At,
        };
        NoteReserved(table);
        columns.AddReference(table, relationship, relationship.LeftRole, relationship.Left, optional: false);
        columns.AddReference(table, relationship, relationship.RightRole, relationship.Right, optional: false);
        var key = table.Columns.Select(c => c.Name).ToSequence();
        foreach (var attribute in relationship.Attributes)
        {
            columns.AddAttribute(table, attribute);
        }

        columns.AddConventions(table, softDelete: false);
        table.PrimaryKey = new(draft.Objects.Take($"pk_{table.Name.Name}"), key);
        foreach (var attribute in relationship.Attributes.Where(a => a.Unique && types.Of(a) is not null))
        {
            AddUnique(table, [keys.ColumnOf(attribute)], softDelete: false);
        }

        AddRules(table, [], relationship.Attributes);
        return table;
    }

    private void AddReference(TableDraft table, Relationship relationship) =>
        columns.AddReference(table, relationship, relationship.Role, relationship.Referenced, relationship.IsOptional);

    private IEnumerable<Sequence<string>> Uniques(Entity entity, TableDraft table, Relationship[] held)
    {
        foreach (var attribute in entity.Attributes.Where(a => a.Unique && types.Of(a) is not null))
        {
            yield return [keys.ColumnOf(attribute)];
        }

        foreach (var relationship in held.Where(r => r.IsOneToOne))
        {
            yield return table.References.Find(r => r.Role == relationship.Role)!.Columns;
        }

        foreach (var unique in entity.Unique)
        {
            var members = unique.Select(m => ColumnsOf(entity, table, m)).ToList();
            if (members.TrueForAll(m => m.Count > 0))
            {
                yield return members.SelectMany(m => m).ToSequence();
            }
        }
    }

    private Sequence<string> ColumnsOf(Entity entity, TableDraft table, string member) =>
        entity.Find(member) is { } attribute
            ? types.Of(attribute) is null
                ? []
                : [keys.ColumnOf(attribute)]
            : table.References.Find(r => r.Role == member)?.Columns ?? [];

    private void AddUnique(TableDraft table, Sequence<string> unique, bool softDelete)
    {
        var name = draft.Objects.Take($"uq_{table.Name.Name}_{string.Join('_', unique)}");
        if (!softDelete)
        {
            table.Uniques.Add(new(name, unique));
        }
        else if (draft.Abilities.Partial)
        {
            var mark = new Expression.IsNull(new Expression.Reference(["deleted_at"]), Negated: false);
            table.Indexes.Add(
                new(name, unique.Select(c => IndexPart.Of(c)).ToSequence())
                {
                    Unique = true,
                    Where = draft.Writer.Write(mark, path => (draft.Naming.Quote(path.Path[0]), 0)),
                }
            );
            table.Traces.Add(
                new(
                    table.Name,
                    name,
                    $"({string.Join(", ", unique)}) is unique among the rows that are not marked deleted, so that a deleted value can be used again."
                )
            );
        }
        else
        {
            table.Uniques.Add(new(name, unique));
            draft.Warn(
                "soft-delete-unique",
                $"({string.Join(", ", unique)}) of {table.Name} stays unique among deleted rows too.",
                table.Subject,
                $"{draft.Engine.Title} has no partial indexes.",
                at: table.At
            );
        }

        MarkUnique(table, unique);
    }

    private static void MarkUnique(TableDraft table, Sequence<string> columns)
    {
        var position = columns.Count == 1 ? table.Profiles.FindIndex(p => p.Column == columns[0]) : -1;
        if (position >= 0)
        {
            table.Profiles[position] = table.Profiles[position] with { Unique = true, Default = null };
        }

        var reference = table.References.Find(r => r.Columns.SequenceEqual(columns));
        var profile = reference is null ? -1 : table.ReferenceProfiles.FindIndex(p => p.ForeignKey == reference.ForeignKey);
        if (profile >= 0)
        {
            table.ReferenceProfiles[profile] = table.ReferenceProfiles[profile] with { Unique = true, FanOut = FanOut.Uniform };
        }
    }

    private void AddRules(TableDraft table, Sequence<Rule> rules, Sequence<EntityAttribute> attributes)
    {
        var checks = new CheckDesign(draft);
        foreach (var attribute in attributes)
        {
            checks.OfRules(table, attribute.Rules, attribute.Name);
        }

        checks.OfRules(table, rules);
    }

    private void NoteReserved(TableDraft table)
    {
        if (draft.Naming.IsReserved(table.Name.Name))
        {
            draft.Note(
                "reserved-word",
                $"The table {table.Name} is a reserved word of {draft.Engine.Title}.",
                table.Subject,
                "It is quoted in everything that dbwright writes; statements written by hand must quote it too.",
                $"Pin another name: {{ pin: name, on: {table.Entity}, value: …, reason: … }}.",
                table.At
            );
        }
    }

    private static void RefuseAttributeNamedLikeKey(Entity entity)
    {
        if (entity.Find(KeyDesign.Surrogate) is { } attribute)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "surrogate-name-taken",
                $"{attribute.Id} has the name of the surrogate key.",
                $"{entity.Name} declares no key, so it gets one that is called {KeyDesign.Surrogate}.",
                $"Write 'key: [{KeyDesign.Surrogate}]' if the attribute identifies the row; else rename it.",
                attribute.At ?? entity.At
            );
        }
    }
}
