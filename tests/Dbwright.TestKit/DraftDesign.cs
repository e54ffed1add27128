using Dbwright.Formats;
using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>
/// A plain design of requirements without indexes, as the index design gets it: one table for each entity, the types of the engine, keys and
/// unique constraints. It leaves out what queries and indexes do not look at (checks, comments, triggers).
/// </summary>
public static class DraftDesign
{
    public static DatabaseDesign Of(string yaml, Engine engine) =>
        Of(RequirementsReader.Parse(yaml, "requirements.yaml", _ => null), engine);

    public static DatabaseDesign Of(Requirements requirements, Engine engine)
    {
        var entities = requirements
            .Entities.Concat(requirements.Relationships.Where(r => r.IsManyToMany).Select(JoinEntity))
            .ToList();
        var drafts = entities.ToDictionary(e => e.Name, e => new Draft(e, requirements, engine), StringComparer.Ordinal);
        foreach (var draft in drafts.Values)
        {
            draft.AddReferences(drafts);
        }

        foreach (var draft in drafts.Values)
        {
            draft.AddKeys();
        }

        return new DatabaseDesign
        {
            Requirements = requirements,
            Schema = new RelationalSchema(engine.Name) { Tables = drafts.Values.Select(d => d.Table).ToSequence() },
            Mappings = drafts.Values.Select(d => d.Mapping).ToSequence(),
            Data = new DataProfile(drafts.Values.Select(d => d.Profile).ToSequence()),
        };
    }

    private static Entity JoinEntity(Relationship relationship) =>
        new()
        {
            Name = relationship.Role,
            Attributes = relationship.Attributes,
            Volume = relationship.Volume,
            Key = [relationship.Left, relationship.Right],
        };

    private sealed class Draft
    {
        private readonly Entity entity;
        private readonly Requirements requirements;
        private readonly ITypes types;
        private readonly Dictionary<string, Sequence<string>> roles = new(StringComparer.Ordinal);

        public Draft(Entity entity, Requirements requirements, Engine engine)
        {
            this.entity = entity;
            this.requirements = requirements;
            types = engine.Require<ITypes>();
            Table = new Table(QualifiedName.Of(Plural(entity.Name)));
            Mapping = new TableMapping(entity.Name, Table.Name) { Subject = entity.Name };
            Profile = new TableProfile(Table.Name, entity.Volume.Rows ?? 1000);
            if (entity.Key.Count == 0)
            {
                Add(
                    new Column("id", types.Key(requirements.Conventions.Keys).Type) { Identity = IdentityKind.ByDefault },
                    ColumnPart.Key
                );
                Table = Table with { PrimaryKey = new($"pk_{Table.Name}", ["id"]) };
            }

            foreach (var attribute in entity.Attributes)
            {
                if (types.Choose(attribute.Type, null) is not { } choice)
                {
                    continue;
                }

                var column = new Column(attribute.Name, choice.Type)
                {
                    Nullable = attribute.Optional,
                    Default = attribute.Default is { } value ? engine.Require<IWriter>().WriteDefault(value, choice) : null,
                };
                Add(column, ColumnPart.Attribute, attribute, choice.ScaleDigits);
                Unique(attribute.Unique, [attribute.Name]);
            }

            Audit("created_at", requirements.Conventions.Audit, ColumnPart.CreatedAt, nullable: false);
            Audit("updated_at", requirements.Conventions.Audit, ColumnPart.UpdatedAt, nullable: false);
            Audit("deleted_at", requirements.Conventions.SoftDelete.Contains(entity.Name), ColumnPart.DeletedAt, nullable: true);
        }

        public Table Table { get; private set; }

        public TableMapping Mapping { get; private set; }

        public TableProfile Profile { get; private set; }

        public void AddReferences(Dictionary<string, Draft> others)
        {
            foreach (var relationship in requirements.Relationships)
            {
                if (relationship.IsManyToMany && relationship.Role == entity.Name)
                {
                    Refer(relationship.Left, relationship, others[relationship.Left], optional: false);
                    Refer(relationship.Right, relationship, others[relationship.Right], optional: false);
                }
                else if (!relationship.IsManyToMany && relationship.Holder == entity.Name)
                {
                    Refer(relationship.Role, relationship, others[relationship.Referenced], relationship.IsOptional);
                    Unique(relationship.IsOneToOne, roles[relationship.Role]);
                }
            }
        }

        public void AddKeys()
        {
            if (entity.Key.Count > 0)
            {
                Table = Table with { PrimaryKey = new($"pk_{Table.Name}", Columns(entity.Key)) };
            }

            foreach (var unique in entity.Unique)
            {
                Unique(true, Columns(unique));
            }
        }

        private void Refer(string role, Relationship relationship, Draft other, bool optional)
        {
            var key = other.entity.Key.Count == 0 ? ["id"] : other.entity.Key;
            var columns = key.Select(k => $"{role}_{k}").ToSequence();
            foreach (var (column, referenced) in columns.Zip(key))
            {
                var type = other.Table.Find(referenced)?.Type ?? new DataType.Integer(64);
                Add(new Column(column, type) { Nullable = optional }, ColumnPart.Attribute);
            }

            roles[role] = columns;
            var name = $"fk_{Table.Name}_{role}";
            Table = Table with { ForeignKeys = [.. Table.ForeignKeys, new(name, columns, other.Table.Name, key)] };
            Mapping = Mapping with
            {
                References = [.. Mapping.References, new(role, relationship.Id, name, other.entity.Name, columns)],
            };
        }

        private Sequence<string> Columns(Sequence<string> names) =>
            names.SelectMany(n => roles.GetValueOrDefault(n) ?? [n]).ToSequence();

        private void Unique(bool wanted, Sequence<string> columns)
        {
            if (!wanted)
            {
                return;
            }

            Table = requirements.Conventions.SoftDelete.Contains(entity.Name)
                ? Table with
                {
                    Indexes =
                    [
                        .. Table.Indexes,
                        new($"uq_{Table.Name}_{string.Join('_', columns)}", columns.Select(c => IndexPart.Of(c)).ToSequence())
                        {
                            Unique = true,
                            Where = "deleted_at is null",
                        },
                    ],
                }
                : Table with
                {
                    Uniques = [.. Table.Uniques, new($"uq_{Table.Name}_{string.Join('_', columns)}", columns)],
                };
        }

        private void Audit(string name, bool wanted, ColumnPart part, bool nullable)
        {
            if (wanted)
            {
                var type = types.Choose(new SemanticType(SemanticKind.Timestamp), null)!.Type;
                Add(new Column(name, type) { Nullable = nullable, Default = nullable ? null : "current_timestamp" }, part);
            }
        }

        private void Add(Column column, ColumnPart part, EntityAttribute? attribute = null, int scale = 0)
        {
            Table = Table with { Columns = [.. Table.Columns, column] };
            Mapping = Mapping with
            {
                Columns =
                [
                    .. Mapping.Columns,
                    new(column.Name, attribute?.Id ?? "", "")
                    {
                        Attribute = attribute?.Name,
                        Type = attribute?.Type,
                        Part = part,
                        ScaleDigits = scale,
                        Secret = attribute?.Secret == true,
                    },
                ],
            };
            var type =
                attribute?.Type ?? new SemanticType(part == ColumnPart.Attribute ? SemanticKind.Integer : SemanticKind.Timestamp);
            Profile = Profile with
            {
                Columns =
                [
                    .. Profile.Columns,
                    new(column.Name, type)
                    {
                        Part = part,
                        Unique = attribute?.Unique == true,
                        ScaleDigits = scale,
                        Default = attribute?.Default,
                        NullShare = column.Nullable ? 0.2 : 0,
                    },
                ],
            };
        }

        private static string Plural(string name) => name.EndsWith('y') ? name[..^1] + "ies" : name + "s";
    }
}
