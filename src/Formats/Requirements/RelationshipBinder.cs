using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads relationships, and gives the entities their references.</summary>
internal sealed class RelationshipBinder(DocumentErrors errors, EntityCatalog catalog, EntityBinder entities)
{
    private const string Form =
        "Write 'LEFT 1..* RIGHT [as ROLE] [on delete restrict|cascade|set null]', for example 'customer 1..* order'.";

    private readonly List<RelationshipDraft> drafts = [];

    /// <summary>Reads all; the attributes of join entities are completed later, with those of the entities.</summary>
    public IReadOnlyList<RelationshipDraft> Read(MapReader document)
    {
        foreach (var item in document.Items("relationships"))
        {
            switch (item)
            {
                case YamlScalar { IsNothing: false } scalar:
                    Short(scalar, null);
                    break;
                case YamlMap map:
                    var source = new MapReader(map, KeySet.Relationship, errors);
                    if (source.Required("between", Form) is { } between)
                    {
                        Short(between, source);
                    }

                    break;
                default:
                    errors.Add("relationship", $"A relationship is a single value or a mapping, not {item.Kind}", item.At, Form);
                    break;
            }
        }

        return drafts;
    }

    private void Short(YamlScalar scalar, MapReader? source)
    {
        var words = Words(scalar);
        if (words.Count < 3 || Cardinalities(words[1].Text) is not var (left, right))
        {
            errors.Add(
                "relationship",
                $"{DocumentErrors.Quote(scalar.Text)} is no relationship",
                words.Count > 1 ? words[1].At : scalar.At,
                Form,
                "Each end is one of: 1 exactly one, ? none or one, * any number, + at least one."
            );
            return;
        }

        if (!Options(words, out var role, out var onDelete))
        {
            return;
        }

        var first = catalog.Known(words[0].Text, words[0].At, "The relationship");
        var second = catalog.Known(words[2].Text, words[2].At, "The relationship");
        if (first is null || second is null || first.IsJoin || second.IsJoin)
        {
            if (first is { IsJoin: true } || second is { IsJoin: true })
            {
                errors.Add(
                    "relationship",
                    "A join entity cannot take part in a relationship",
                    scalar.At,
                    "Declare it as an entity of its own, with two relationships."
                );
            }

            return;
        }

        var relationship = new Relationship
        {
            Id = $"{first.Name}-{second.Name}",
            Left = first.Name,
            LeftCardinality = left,
            Right = second.Name,
            RightCardinality = right,
            Role = "",
            OnDelete = onDelete ?? DeleteRule.Restrict,
            OnDeleteGiven = onDelete is not null,
            About = source?.Text("about") ?? "",
            Volume = source is null ? new() : VolumeReader.Read(source),
            At = scalar.At,
        };
        var standard = relationship.IsManyToMany ? $"{first.Name}_{second.Name}" : relationship.Referenced;
        relationship = relationship with
        {
            Role = role?.Text ?? standard,
            Id = role is null || role.Text == standard ? relationship.Id : $"{relationship.Id}.{role.Text}",
        };
        if (first == second && role is null)
        {
            errors.Add(
                "relationship",
                $"'{first.Name}' refers to itself, so the reference needs a name",
                scalar.At,
                $"Write for example '{scalar.Text} as parent'."
            );
            return;
        }

        if (relationship.IsManyToMany)
        {
            ManyToMany(relationship, scalar, role, source);
        }
        else
        {
            Reference(relationship, scalar, role, source);
        }
    }

    private void ManyToMany(Relationship relationship, YamlScalar scalar, Word? role, MapReader? source)
    {
        if (relationship.OnDelete == DeleteRule.SetNull)
        {
            errors.Add(
                "conflict",
                "A pair cannot stay when one of its two sides is gone",
                scalar.At,
                "Write 'on delete cascade' or 'on delete restrict'."
            );
        }

        var at = role?.At ?? scalar.At;
        var join = new EntityDraft(relationship.Role, at) { IsJoin = true };
        if (!catalog.TryAdd(join))
        {
            errors.Add(
                "duplicate-name",
                $"The name '{join.Name}' of the pairs is already taken at {catalog.Find(join.Name)!.At}",
                at,
                "Name the pairs: add 'as NAME'."
            );
            return;
        }

        Refer(join, new(relationship.LeftRole, relationship.Left, IsOptional: false, scalar.At));
        Refer(join, new(relationship.RightRole, relationship.Right, IsOptional: false, scalar.At));
        if (source is not null)
        {
            entities.ReadAttributes(join, source, relationship.Id);
        }

        Clashes(join);
        drafts.Add(
            new(relationship with { OnDelete = relationship.OnDeleteGiven ? relationship.OnDelete : DeleteRule.Cascade }, join)
        );
    }

    private void Reference(Relationship relationship, YamlScalar scalar, Word? role, MapReader? source)
    {
        if (source?.Has("attributes") == true || source?.Has("volume") == true)
        {
            var key = source.Has("attributes") ? "attributes" : "volume";
            errors.Add(
                "relationship",
                $"Only a many-to-many relationship has '{key}' of its own",
                source[key]!.At,
                $"Put them into the entity '{relationship.Holder}'."
            );
        }

        if (relationship.OnDelete == DeleteRule.SetNull && !relationship.IsOptional)
        {
            errors.Add(
                "conflict",
                $"'on delete set null' contradicts that every '{relationship.Holder}' has a '{relationship.Role}'",
                scalar.At,
                "Make the reference optional with '?', or write 'restrict' or 'cascade'."
            );
        }

        var holder = catalog.Find(relationship.Holder)!;
        if (Refer(holder, new(relationship.Role, relationship.Referenced, relationship.IsOptional, role?.At ?? scalar.At)))
        {
            catalog.Find(relationship.Referenced)!.ReferredBy.Add(holder.Name);
            drafts.Add(new(relationship, null));
        }
    }

    private bool Refer(EntityDraft holder, ReferenceDraft reference)
    {
        if (holder.References.TryGetValue(reference.Role, out var other))
        {
            errors.Add(
                "duplicate-name",
                $"'{holder.Name}' already has a reference '{reference.Role}' (at {other.At})",
                reference.At,
                "Name this one: add 'as ROLE'."
            );
            return false;
        }

        if (holder.Find(reference.Role) is { } attribute)
        {
            errors.Add(
                "duplicate-name",
                $"'{holder.Name}' has an attribute '{reference.Role}' (at {attribute.At}), which is also the name of this reference",
                reference.At,
                "Rename the attribute, or name the reference: add 'as ROLE'."
            );
        }

        holder.References.Add(reference.Role, reference);
        return true;
    }

    /// <summary>Reports attributes of the name that a reference's column will have.</summary>
    public void Clashes(EntityDraft entity)
    {
        foreach (var reference in entity.References.Values)
        {
            if (entity.Find($"{reference.Role}_id") is { } attribute)
            {
                errors.Add(
                    "duplicate-name",
                    $"The reference '{reference.Role}' of '{entity.Name}' is kept in '{attribute.Name}'",
                    attribute.At,
                    "Leave the attribute out: the relationship brings the column.",
                    $"The reference is declared at {reference.At}."
                );
            }

            if (entity.IsJoin && entity.Find(reference.Role) is { } same)
            {
                errors.Add(
                    "duplicate-name",
                    $"'{same.Name}' is also the name of a reference of '{entity.Name}'",
                    same.At,
                    "Rename the attribute."
                );
            }
        }
    }

    private bool Options(List<Word> words, out Word? role, out DeleteRule? onDelete)
    {
        (role, onDelete) = (null, null);
        for (var i = 3; i < words.Count; )
        {
            if (words[i].Text == "as" && role is null && i + 1 < words.Count)
            {
                role = words[i + 1];
                if (!Names.IsSnake(role.Text) || Dbwright.Sql.ExpressionParser.Keywords.Contains(role.Text) || role.Text == "id")
                {
                    errors.Add(
                        "name",
                        $"{DocumentErrors.Quote(role.Text)} cannot name a reference",
                        role.At,
                        "Names are lower-case words joined by '_'; words of conditions cannot be names."
                    );
                    return false;
                }

                i += 2;
            }
            else if (words[i].Text == "on" && onDelete is null && i + 2 < words.Count && words[i + 1].Text == "delete")
            {
                var isNull = words[i + 2].Text == "set" && i + 3 < words.Count && words[i + 3].Text == "null";
                onDelete =
                    isNull ? DeleteRule.SetNull
                    : words[i + 2].Text == "cascade" ? DeleteRule.Cascade
                    : words[i + 2].Text == "restrict" ? DeleteRule.Restrict
                    : null;
                if (onDelete is null)
                {
                    errors.Unknown(
                        "relationship",
                        $"'on delete' cannot be {DocumentErrors.Quote(words[i + 2].Text)}",
                        words[i + 2].Text,
                        words[i + 2].At,
                        ["restrict", "cascade", "set null"],
                        "It is one of"
                    );
                    return false;
                }

                i += isNull ? 4 : 3;
            }
            else
            {
                errors.Add("relationship", $"{DocumentErrors.Quote(words[i].Text)} is not expected here", words[i].At, Form);
                return false;
            }
        }

        return true;
    }

    private static (Cardinality Left, Cardinality Right)? Cardinalities(string text) =>
        text.Length == 4 && text[1..3] == ".." && One(text[0]) is { } left && One(text[3]) is { } right ? (left, right) : null;

    private static Cardinality? One(char c) =>
        c switch
        {
            '1' => Cardinality.One,
            '?' => Cardinality.ZeroOrOne,
            '*' => Cardinality.Many,
            '+' => Cardinality.OneOrMany,
            _ => null,
        };

    private static List<Word> Words(YamlScalar scalar)
    {
        var words = new List<Word>();
        var text = scalar.Text;
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            words.Add(new(text[start..at], scalar.Offset(start)));
        }

        return words;
    }

    private sealed record Word(string Text, Location At);
}

/// <summary>A relationship, with its join entity when it is many-to-many.</summary>
internal sealed record RelationshipDraft(Relationship Relationship, EntityDraft? Join);
