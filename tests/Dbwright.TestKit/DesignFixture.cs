using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>
/// A hand-made design of an online shop: twenty-two tables with every kind of relation, index, decision and finding, so that documents
/// can be tested without the designer. Its SQL is PostgreSQL's.
/// </summary>
public static class DesignFixture
{
    private static readonly Dictionary<string, DataType> Types = new(StringComparer.Ordinal)
    {
        ["bigint"] = new DataType.Integer(64),
        ["int"] = new DataType.Integer(32),
        ["text"] = new DataType.Text(),
        ["money"] = new DataType.Decimal(19, 2),
        ["percent"] = new DataType.Decimal(5, 2),
        ["bool"] = new DataType.Boolean(),
        ["moment"] = new DataType.Timestamp(true),
        ["json"] = new DataType.Json(true),
        ["uuid"] = new DataType.Uuid(),
        ["search"] = new DataType.TextSearch(),
    };

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["bigint"] = "bigint never runs out; integer ends at 2,147,483,647.",
        ["int"] = "The range fits into 32 bits.",
        ["text"] = "text has no length to outgrow; a check limits it where the requirements do.",
        ["money"] = "numeric is exact; floating point would lose cents.",
        ["percent"] = "Two digits after the point are enough for a share.",
        ["bool"] = "Two values, one byte.",
        ["moment"] = "timestamptz is a moment; timestamp would depend on the session's zone.",
        ["json"] = "What differs by kind of product; jsonb can be indexed.",
        ["uuid"] = "128 bits that nobody can guess.",
        ["search"] = "The words of name and description, kept up to date by the engine.",
    };

    /// <summary>The design.</summary>
    public static DatabaseDesign Shop { get; } = Build();

    /// <summary>
    /// A table from a short text: columns as <c>name type[?] [= default] [unique] [personal|secret]</c>, references as
    /// <c>name -&gt; table[?] [cascade|set null|restrict]</c>.
    /// </summary>
    /// <param name="name">Its name.</param>
    /// <param name="about">What it holds.</param>
    /// <param name="key">The columns of its primary key; <c>id</c> is added when it is the key.</param>
    /// <param name="lines">Columns and references.</param>
    public static Table Table(string name, string about, string key, params string[] lines)
    {
        var columns = new List<Column>();
        var uniques = new List<UniqueConstraint>();
        var foreignKeys = new List<ForeignKey>();
        if (key == "id")
        {
            columns.Add(new("id", new DataType.Integer(64)) { Identity = IdentityKind.ByDefault });
        }

        foreach (var line in lines)
        {
            var reference = line.Split(" -> ");
            if (reference.Length == 2)
            {
                var words = reference[1].Split(' ', 2);
                var isOptional = words[0].EndsWith('?');
                var parent = words[0].TrimEnd('?');
                var taken = foreignKeys.Any(f => f.ReferencedTable.Name == parent) || parent == name;
                columns.Add(new(reference[0], KeyType(parent)) { Nullable = isOptional });
                foreignKeys.Add(
                    new(
                        taken ? $"fk_{name}_{parent}_{reference[0]}" : $"fk_{name}_{parent}",
                        [reference[0]],
                        QualifiedName.Of(parent),
                        [KeyType(parent) is DataType.Text ? "code" : "id"]
                    )
                    {
                        OnDelete = words.ElementAtOrDefault(1) switch
                        {
                            "cascade" => ReferentialAction.Cascade,
                            "set null" => ReferentialAction.SetNull,
                            _ => ReferentialAction.Restrict,
                        },
                    }
                );
                continue;
            }

            var (column, isUnique) = ParseColumn(line);
            columns.Add(column);
            if (isUnique)
            {
                uniques.Add(new($"uq_{name}_{column.Name}", [column.Name]));
            }
        }

        columns.Add(new("created_at", new DataType.Timestamp(true)) { Default = "now()", Comment = "When the row was created." });
        columns.Add(
            new("updated_at", new DataType.Timestamp(true)) { Default = "now()", Comment = "When the row was last changed." }
        );
        return new(QualifiedName.Of(name))
        {
            Comment = about,
            Columns = columns.ToSequence(),
            PrimaryKey = new($"pk_{name}", key.Split(", ").ToSequence()),
            Uniques = uniques.ToSequence(),
            ForeignKeys = foreignKeys.ToSequence(),
            Triggers = [new("set_updated_at", "before", ["update"], "set_updated_at()")],
        };
    }

    private static DataType KeyType(string table) =>
        table is "countries" or "currencies" ? new DataType.Text() : new DataType.Integer(64);

    private static (Column Column, bool IsUnique) ParseColumn(string line)
    {
        var isUnique = line.Contains(" unique", StringComparison.Ordinal);
        var text = line.Replace(" unique", "").Replace(" personal", "").Replace(" secret", "");
        var parts = text.Split(" = ", 2);
        var words = parts[0].Split(' ');
        var column = new Column(words[0], Types[words[1].TrimEnd('?')])
        {
            Nullable = words[1].EndsWith('?'),
            Default = parts.ElementAtOrDefault(1),
        };
        return (column, isUnique);
    }

    private static DatabaseDesign Build()
    {
        var schema = ShopSchema.Build();
        var mappings = schema.Tables.Select(Mapping).ToSequence();
        var requirements = ShopRequirements.Build(schema);
        return new DatabaseDesign
        {
            Requirements = requirements,
            Schema = schema,
            Mappings = mappings,
            Data = new(schema.Tables.Select(t => new TableProfile(t.Name, ShopSchema.Rows(t.Name.Name))).ToSequence()),
            Patterns = ShopPatterns.Designs(requirements),
            Indexes = ShopPatterns.Traces(schema),
            NormalForms = ShopRequirements.NormalForms,
            Decisions = ShopRequirements.Decisions,
            Findings = ShopRequirements.Findings,
        };
    }

    private static TableMapping Mapping(Table table)
    {
        var entity = ShopSchema.Entity(table.Name.Name);
        return new TableMapping(entity, table.Name)
        {
            Subject = entity,
            Columns = table
                .Columns.Select(c => new ColumnMapping(
                    c.Name,
                    c.Name is "created_at" or "updated_at" ? "conventions.audit"
                        : c.Name == "id" ? "conventions.keys"
                        : $"{entity}.{c.Name}",
                    Reasons[Types.First(t => t.Value == c.Type).Key]
                )
                {
                    Attribute = c.Name,
                    Personal = c.Name is "email" or "name" && entity == "customer",
                    Secret = c.Name == "password",
                })
                .ToSequence(),
            References = table
                .ForeignKeys.Select(f => new ReferenceMapping(
                    f.Columns[0].Replace("_id", ""),
                    entity == "product_tag" ? "product-tag" : $"{ShopSchema.Entity(f.ReferencedTable.Name)}-{entity}",
                    f.Name,
                    ShopSchema.Entity(f.ReferencedTable.Name),
                    f.Columns
                ))
                .ToSequence(),
        };
    }
}
