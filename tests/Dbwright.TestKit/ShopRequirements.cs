using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>The requirements of <see cref="DesignFixture.Shop"/>, and what the design says about them.</summary>
internal static class ShopRequirements
{
    public static Sequence<NormalFormReport> NormalForms { get; } =
    [
        new("address")
        {
            Attributes = ["country", "postcode", "city", "street"],
            CandidateKeys =
            [
                ["id"],
            ],
            MinimalCover = [new("address", ["country", "postcode"], ["city"], null)],
            NormalForm = "2NF",
            Violations = ["country, postcode → city: the determinant is no key, and city is in no key."],
            Decomposition =
            [
                ["country", "postcode", "city"],
                ["id", "country", "postcode", "street"],
            ],
        },
        new("order")
        {
            Attributes = ["id", "number", "total"],
            CandidateKeys =
            [
                ["id"],
                ["number"],
            ],
        },
    ];

    public static Sequence<Decision> Decisions { get; } =
    [
        new(
            "engine",
            "PostgreSQL",
            "The requirements name the engine.",
            "PostgreSQL, as asked for. No other engine was compared.",
            "Types, indexes and statements are those of PostgreSQL."
        ),
        new(
            "keys",
            "64-bit identity keys",
            "Most entities have no natural key that never changes.",
            "Each table has an identity column `id`, except where the key is natural or composed of references.",
            "Keys are small and in order of arrival. They tell how many rows there are, so they are not shown to customers."
        )
        {
            Rejected = ["UUID version 7: 16 bytes instead of 8 in every index, and nobody merges databases here."],
        },
        new(
            "normal-form",
            "Third normal form, with one exception",
            "The functional dependencies of the requirements decide.",
            "addresses stays in second normal form: people type addresses as a whole.",
            "A city may be written in two ways for the same postcode."
        )
        {
            Rejected = ["A table of postcodes: it would have to be bought and kept current."],
        },
    ];

    public static Sequence<Finding> Findings { get; } =
    [
        new("not-yet-designed", Severity.Warning, "access.similar-products is not yet designed.")
        {
            Detail = "PostgreSQL keeps vectors only with the extension pgvector.",
            Subject = "access.similar-products",
            Fix = "Allow pgvector under deployment.extensions.",
            Location = new("examples/shop/requirements.yaml", 120, 3),
        },
        new("not-yet-designed", Severity.Note, "roles are read, but no grants are written yet.") { Subject = "roles" },
    ];

    public static Requirements Build(RelationalSchema schema) =>
        new()
        {
            Application = "Online shop",
            About = "A shop that sells physical goods <from its own warehouses> to customers in many countries.",
            Database = "postgresql",
            Source = "examples/shop/requirements.yaml",
            Deployment = new()
            {
                Hosting = "self-managed",
                Budget = "moderate",
                Team = ["sql", "c#"],
            },
            Quality = new()
            {
                AvailabilityPercent = 99.95m,
                ReadsPerSecond = 1100,
                WritesPerSecond = 120,
                ConcurrentUsers = 10_000,
                RecoveryPoint = TimeSpan.FromMinutes(5),
                RecoveryTime = TimeSpan.FromHours(1),
            },
            Compliance = ["gdpr", "pci-dss"],
            Conventions = new() { SoftDelete = ["customer"] },
            Entities = schema
                .Tables.Where(t => t.Name.Name != "product_tags")
                .Select(t => new Entity
                {
                    Name = ShopSchema.Entity(t.Name.Name),
                    About = t.Comment ?? "",
                    Volume = new()
                    {
                        Rows = ShopSchema.Rows(t.Name.Name),
                        RowsPerMonth = t.Name.Name == "orders" ? 50_000 : null,
                    },
                    Attributes = t
                        .Columns.Where(c => c.Name is not ("id" or "created_at" or "updated_at"))
                        .Select(c => new EntityAttribute
                        {
                            Name = c.Name,
                            Id = $"{ShopSchema.Entity(t.Name.Name)}.{c.Name}",
                            Type = new(SemanticKind.Text),
                            Optional = c.Nullable,
                        })
                        .ToSequence(),
                })
                .ToSequence(),
            Relationships = schema
                .Tables.Where(t => t.Name.Name != "product_tags")
                .SelectMany(t => t.ForeignKeys.Select(f => Relationship(t, f)))
                .Append(
                    new Relationship
                    {
                        Id = "product-tag",
                        Left = "product",
                        LeftCardinality = Cardinality.Many,
                        Right = "tag",
                        RightCardinality = Cardinality.Many,
                        Role = "product_tag",
                        OnDelete = DeleteRule.Cascade,
                    }
                )
                .ToSequence(),
            Dependencies = [new("address", ["country", "postcode"], ["city"], null)],
            Access = ShopPatterns.All,
            Transactions =
            [
                new()
                {
                    Name = "checkout",
                    About = "A cart becomes an order, or nothing happens at all.",
                    Steps = ["place-order", "advance-order"],
                    Isolation = "repeatable read",
                    Invariants = ["select product_id from inventories where reserved > on_hand"],
                },
            ],
            Roles =
            [
                new()
                {
                    Name = "support",
                    Read = ["customer", "order"],
                    Mask = ["customer.phone"],
                },
                new() { Name = "analyst", Read = ["order", "order_item", "product"] },
            ],
            Physical = [new(PinKind.ForbidIndex, "order", "status", "Seven values, and each order changes it four times.", null)],
            Assumptions = [new("coupon.volume", "500 rows, as the document says nothing about growth.")],
        };

    private static Relationship Relationship(Table table, ForeignKey key) =>
        new()
        {
            Id = $"{ShopSchema.Entity(key.ReferencedTable.Name)}-{ShopSchema.Entity(table.Name.Name)}",
            Left = ShopSchema.Entity(key.ReferencedTable.Name),
            LeftCardinality = table.Find(key.Columns[0])!.Nullable ? Cardinality.ZeroOrOne : Cardinality.One,
            Right = ShopSchema.Entity(table.Name.Name),
            RightCardinality = table.Name.Name == "loyalty_accounts" ? Cardinality.ZeroOrOne : Cardinality.Many,
            Role = key.Columns[0].Replace("_id", "").Replace("_code", ""),
            OnDelete = key.OnDelete switch
            {
                ReferentialAction.Cascade => DeleteRule.Cascade,
                ReferentialAction.SetNull => DeleteRule.SetNull,
                _ => DeleteRule.Restrict,
            },
        };
}
