using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Gives tables their columns: surrogate keys, attributes, references, and what the conventions add.</summary>
internal sealed class ColumnDesign(Draft draft, TypeDesign types, KeyDesign keys, LookupDesign lookups)
{
    private const double OptionalNulls = 0.2;
    private const double DeletedNulls = 0.95;

    /// <summary>The column and primary key that an entity without a natural key gets.</summary>
    public void AddSurrogate(TableDraft table, string entity)
    {
        var convention = draft.KeysOf(entity);
        var choice = draft.Types.Key(convention);
        var fallback = draft.Types.DefaultOf(convention, draft.Version);
        draft.AddRoutine(fallback?.Function);
        table.Add(
            new(KeyDesign.Surrogate, choice.Type)
            {
                Identity = convention == KeyConvention.Identity ? IdentityKind.ByDefault : null,
                Default = fallback?.Sql,
                Comment =
                    convention == KeyConvention.Identity
                        ? "Identifies the row; numbered by the database."
                        : "Identifies the row; a UUIDv7, so that later rows sort later.",
            },
            new(KeyDesign.Surrogate, "conventions.keys", choice.Reason) { Part = ColumnPart.Key },
            table.At
        );
        table.Profiles.Add(
            new(KeyDesign.Surrogate, new(convention == KeyConvention.Identity ? SemanticKind.Integer : SemanticKind.Uuid))
            {
                Part = ColumnPart.Key,
                Unique = true,
            }
        );
    }

    /// <summary>The column of an attribute, with the checks of its type; none when the engine cannot hold it yet.</summary>
    public void AddAttribute(TableDraft table, EntityAttribute attribute)
    {
        if (types.Of(attribute) is not { } choice)
        {
            draft.NotYetDesigned(
                $"{attribute.Id} has no column: dbwright cannot keep a {Comments.Words(attribute.Type.Kind)} on {draft.Engine.Title} yet.",
                attribute.Id,
                "Access patterns, rules and keys that need it cannot be served.",
                attribute.At
            );
            return;
        }

        var column = keys.ColumnOf(attribute);
        if (draft.Naming.IsReserved(column))
        {
            draft.Note(
                "reserved-word",
                $"The column {column} of {table.Name} is a reserved word of {draft.Engine.Title}.",
                attribute.Id,
                "The name stays as the document has it, so that it is the same on every engine, and is quoted in everything that dbwright writes; "
                    + "statements written by hand must quote it too.",
                $"Rename the attribute, or pin a name: {{ pin: name, on: {attribute.Id}, value: …, reason: … }}.",
                attribute.At
            );
        }

        table.Add(
            new(column, choice.Type)
            {
                Nullable = attribute.Optional,
                Default = attribute.Default is { } value ? draft.Writer.WriteDefault(value, choice) : null,
                Comment = Comments.Of(attribute, table.Entity, choice),
            },
            new(column, attribute.Id, choice.Reason)
            {
                Attribute = attribute.Name,
                Type = attribute.Type,
                ScaleDigits = choice.ScaleDigits,
                Personal = attribute.Personal,
                Secret = attribute.Secret || attribute.Type.Kind is SemanticKind.Password or SemanticKind.Secret,
                Part = PartOf(table, attribute),
            },
            attribute.At
        );
        new CheckDesign(draft).OfType(table, column, choice);
        if (types.IsLookup(attribute))
        {
            lookups.Refer(table, attribute, column);
            return;
        }

        table.Profiles.Add(
            new(column, attribute.Type)
            {
                Part = PartOf(table, attribute),
                NullShare =
                    !attribute.Optional ? 0
                    : PartOf(table, attribute) == ColumnPart.DeletedAt ? DeletedNulls
                    : OptionalNulls,
                Unique = attribute.Unique,
                ScaleDigits = choice.ScaleDigits,
                Default = attribute is { Unique: false, Default: Expression.Constant constant } ? constant : null,
            }
        );
    }

    /// <summary>The columns and the foreign key of a reference.</summary>
    public void AddReference(TableDraft table, Relationship relationship, string role, string referenced, bool optional)
    {
        var columns = keys.Columns($"{table.Entity}.{role}", role, referenced, relationship.IsManyToMany ? null : relationship.Id)
            .ToList();
        var target = keys.Table(referenced);
        foreach (var (column, part) in columns)
        {
            table.Add(
                new(column, part.Type.Type)
                {
                    Nullable = optional,
                    Comment = Comments.OfReference(relationship, role, referenced),
                },
                new(column, relationship.Id, $"The type of {target}.{part.Column}, to which it refers.")
                {
                    ScaleDigits = part.Type.ScaleDigits,
                    Personal = part.Attribute?.Personal ?? false,
                },
                relationship.At
            );
        }

        var usual = $"fk_{table.Name.Name}_{target.Name}";
        var names = columns.Select(c => c.Column).ToSequence();
        var name = draft.Objects.Take(draft.Objects.IsTaken(usual) ? $"{usual}_{string.Join('_', names)}" : usual);
        table.ForeignKeys.Add(
            new(name, names, target, columns.Select(c => c.Target.Column).ToSequence())
            {
                OnDelete = DeleteRules.Action(relationship.OnDelete),
            }
        );
        table.References.Add(new(role, relationship.Id, name, referenced, names));
        table.ReferenceProfiles.Add(
            new(name)
            {
                FanOut = relationship.IsOneToOne ? FanOut.Uniform : FanOut.Zipf,
                NullShare = optional ? OptionalNulls : 0,
                Unique = relationship.IsOneToOne,
            }
        );
    }

    /// <summary>What the conventions add, unless the document has it as an attribute already.</summary>
    public void AddConventions(TableDraft table, bool softDelete)
    {
        if (draft.Requirements.Conventions.Audit)
        {
            AddMoment(table, "created_at", "conventions.audit", ColumnPart.CreatedAt, "When the row was inserted.");
            AddMoment(
                table,
                "updated_at",
                "conventions.audit",
                ColumnPart.UpdatedAt,
                "When the row was last changed; kept by a trigger."
            );
            var (trigger, function) = draft.Writer.Touch(table.Table(), "updated_at");
            draft.AddRoutine(function);
            table.Triggers.Add(trigger);
        }

        if (softDelete)
        {
            AddMoment(
                table,
                "deleted_at",
                "conventions.soft_delete",
                ColumnPart.DeletedAt,
                "When the row was marked deleted; null while it counts."
            );
        }
    }

    private void AddMoment(TableDraft table, string column, string subject, ColumnPart part, string comment)
    {
        if (table.Columns.Exists(c => c.Name == column))
        {
            return;
        }

        var type = new SemanticType(SemanticKind.Timestamp);
        var choice =
            draft.Types.Choose(type, draft.Version)
            ?? throw Failure.Because(
                ExitStatus.BadInput,
                "engine-role-missing",
                $"{draft.Engine.Title} cannot hold a moment, as {subject} needs."
            );
        var optional = part == ColumnPart.DeletedAt;
        table.Add(
            new(column, choice.Type)
            {
                Nullable = optional,
                Default = optional ? null : draft.Writer.WriteDefault(new Expression.Now(DateOnly: false), choice),
                Comment = comment,
            },
            new(column, subject, choice.Reason)
            {
                Type = type,
                Part = part,
                ScaleDigits = choice.ScaleDigits,
            },
            table.At
        );
        new CheckDesign(draft).OfType(table, column, choice);
        table.Profiles.Add(
            new(column, type)
            {
                Part = part,
                NullShare = optional ? DeletedNulls : 0,
                ScaleDigits = choice.ScaleDigits,
            }
        );
    }

    /// <summary>An attribute that the document gives the name and type of a convention's column plays that column's part.</summary>
    private ColumnPart PartOf(TableDraft table, EntityAttribute attribute)
    {
        var conventions = draft.Requirements.Conventions;
        var part = attribute.Name switch
        {
            "created_at" when conventions.Audit => ColumnPart.CreatedAt,
            "updated_at" when conventions.Audit => ColumnPart.UpdatedAt,
            "deleted_at" when draft.IsSoftDeleted(table.Entity) => ColumnPart.DeletedAt,
            _ => ColumnPart.Attribute,
        };
        return
            part == ColumnPart.Attribute
            || (attribute.Type.Kind == SemanticKind.Timestamp && attribute.Optional == (part == ColumnPart.DeletedAt))
            ? part
            : throw Failure.Because(
                ExitStatus.BadInput,
                "convention-name",
                $"{attribute.Id} is not what the conventions mean by {attribute.Name}.",
                part == ColumnPart.DeletedAt
                    ? "It is an optional timestamp: null while the row counts."
                    : "It is a required timestamp.",
                $"Rename the attribute, declare it as a timestamp, or switch the convention off.",
                attribute.At
            );
    }
}
