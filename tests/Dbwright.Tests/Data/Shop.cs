using Dbwright.Model;

namespace Dbwright.Tests.Data;

/// <summary>Short ways to write schemas and profiles for tests.</summary>
internal static class Shop
{
    public static readonly DataType Big = new DataType.Integer(64);
    public static readonly DataType Text = new DataType.Text();
    public static readonly DataType Moment = new DataType.Timestamp(true);
    public static readonly DataType Money = new DataType.Decimal(19, 2);

    public static QualifiedName Name(string name) => QualifiedName.Of(name);

    public static Column Col(string name, DataType type, bool nullable = false) => new(name, type) { Nullable = nullable };

    public static ColumnProfile Of(string column, SemanticKind kind) => new(column, new(kind));

    public static ColumnProfile Id => Of("id", SemanticKind.Integer) with { Part = ColumnPart.Key };

    public static ColumnProfile Created => Of("created_at", SemanticKind.Timestamp) with { Part = ColumnPart.CreatedAt };

    public static ColumnProfile Updated => Of("updated_at", SemanticKind.Timestamp) with { Part = ColumnPart.UpdatedAt };

    public static SemanticType Enum(params string[] values) => new(SemanticKind.Enum) { Values = values.ToSequence() };

    public static ForeignKey Fk(string table, string parent, params string[] columns) =>
        new(
            $"fk_{table}_{parent}_{columns[0]}",
            columns.ToSequence(),
            Name(parent),
            columns.Length == 1 ? ["id"] : columns.ToSequence()
        );

    public static Table Table(string name, Sequence<Column> columns, params string[] key) =>
        new(Name(name)) { Columns = columns, PrimaryKey = new($"pk_{name}", key.Length == 0 ? ["id"] : key.ToSequence()) };

    public static UniqueConstraint Unique(string table, params string[] columns) =>
        new($"uq_{table}_{string.Join('_', columns)}", columns.ToSequence());

    public static Expression Ref(string column) => new Expression.Reference([column]);

    public static Expression Is(object? value) => new Expression.Constant(value);

    public static Expression Compare(Expression left, BinaryOperator comparison, Expression right) =>
        new Expression.Binary(comparison, left, right);

    /// <summary>A shop with every kind of key and reference that generation knows.</summary>
    public static (RelationalSchema Schema, DataProfile Profile) Whole(long customers = 10_000)
    {
        var tables = new List<Table>();
        var profiles = new List<TableProfile>();
        void Add(Table table, TableProfile profile)
        {
            tables.Add(table);
            profiles.Add(profile);
        }

        Add(
            Table(
                "customers",
                [
                    Col("id", Big),
                    Col("email", Text),
                    Col("name", Text),
                    Col("phone", Text, nullable: true),
                    Col("status", Text),
                    Col("created_at", Moment),
                    Col("updated_at", Moment),
                    Col("deleted_at", Moment, nullable: true),
                ]
            ) with
            {
                Indexes = [new("uq_customers_email", [IndexPart.Of("email")]) { Unique = true, Where = "deleted_at is null" }],
            },
            new(Name("customers"), customers)
            {
                Columns =
                [
                    Id,
                    Of("email", SemanticKind.Email),
                    Of("name", SemanticKind.PersonName),
                    Of("phone", SemanticKind.Phone) with
                    {
                        NullShare = 0.3,
                    },
                    new("status", Enum("active", "suspended", "closed")) { Default = Is("active") },
                    Created,
                    Updated,
                    Of("deleted_at", SemanticKind.Timestamp) with
                    {
                        Part = ColumnPart.DeletedAt,
                        NullShare = 0.95,
                    },
                ],
            }
        );
        Add(
            Table(
                "categories",
                [
                    Col("id", Big),
                    Col("parent_id", Big, nullable: true),
                    Col("name", Text),
                    Col("slug", Text),
                    Col("position", Big),
                ]
            ) with
            {
                ForeignKeys = [Fk("categories", "categories", "parent_id")],
                Uniques = [Unique("categories", "parent_id", "name"), Unique("categories", "slug")],
            },
            new(Name("categories"), customers / 50)
            {
                Columns =
                [
                    Id,
                    new("name", new(SemanticKind.Text) { Length = 60 }),
                    new("slug", new(SemanticKind.Slug) { Length = 60 }),
                    Of("position", SemanticKind.Integer),
                ],
                References = [new("fk_categories_categories_parent_id") { NullShare = 0.1 }],
            }
        );
        Add(
            Table(
                "products",
                [
                    Col("id", Big),
                    Col("category_id", Big, nullable: true),
                    Col("sku", new DataType.Text(12)),
                    Col("name", Text),
                    Col("description", Text, nullable: true),
                    Col("price", Money),
                    Col("sale_price", Money, nullable: true),
                    Col("created_at", Moment),
                ]
            ) with
            {
                ForeignKeys = [Fk("products", "categories", "category_id")],
                Uniques = [Unique("products", "sku")],
            },
            new(Name("products"), customers / 5)
            {
                Columns =
                [
                    Id,
                    new("sku", new(SemanticKind.Text) { Length = 12 }),
                    new("name", new(SemanticKind.Text) { Length = 200 }),
                    Of("description", SemanticKind.Text) with
                    {
                        NullShare = 0.1,
                    },
                    new("price", new(SemanticKind.Money) { Minimum = 0, MinimumExclusive = true }),
                    new("sale_price", new(SemanticKind.Money) { Minimum = 0 }) { NullShare = 0.5 },
                    Created,
                ],
                References = [new("fk_products_categories_category_id") { NullShare = 0.05 }],
                Rules = [Compare(Ref("sale_price"), BinaryOperator.LessOrEqual, Ref("price"))],
            }
        );
        Add(
            Table(
                "orders",
                [
                    Col("id", Big),
                    Col("customer_id", Big),
                    Col("number", Text),
                    Col("status", Text),
                    Col("total", Money),
                    Col("placed_at", Moment),
                    Col("paid_at", Moment, nullable: true),
                    Col("shipped_at", Moment, nullable: true),
                    Col("created_at", Moment),
                    Col("updated_at", Moment),
                ]
            ) with
            {
                ForeignKeys = [Fk("orders", "customers", "customer_id")],
                Uniques = [Unique("orders", "number")],
            },
            new(Name("orders"), customers * 3)
            {
                Columns =
                [
                    Id,
                    new("number", new(SemanticKind.Text) { Length = 20 }),
                    new("status", Enum("pending", "paid", "shipped", "cancelled")) { Default = Is("pending") },
                    new("total", new(SemanticKind.Money) { Minimum = 0 }),
                    Of("placed_at", SemanticKind.Timestamp),
                    Of("paid_at", SemanticKind.Timestamp) with
                    {
                        NullShare = 0.1,
                    },
                    Of("shipped_at", SemanticKind.Timestamp) with
                    {
                        NullShare = 0.2,
                    },
                    Created,
                    Updated,
                ],
                References = [new("fk_orders_customers_customer_id")],
            }
        );
        Add(
            Table(
                "order_lines",
                [
                    Col("order_id", Big),
                    Col("line_number", new DataType.Integer(32)),
                    Col("product_id", Big),
                    Col("quantity", Big),
                    Col("created_at", Moment),
                ],
                "order_id",
                "line_number"
            ) with
            {
                ForeignKeys = [Fk("order_lines", "orders", "order_id"), Fk("order_lines", "products", "product_id")],
                Uniques = [Unique("order_lines", "order_id", "product_id")],
            },
            new(Name("order_lines"), customers * 8)
            {
                Columns =
                [
                    Of("line_number", SemanticKind.Integer),
                    new("quantity", new(SemanticKind.Integer) { Minimum = 1, Maximum = 99 }),
                    Created,
                ],
                References = [new("fk_order_lines_orders_order_id"), new("fk_order_lines_products_product_id")],
            }
        );
        Add(
            Table(
                "shipments",
                [Col("order_id", Big), Col("line_number", new DataType.Integer(32)), Col("carrier", Text)],
                "order_id",
                "line_number"
            ) with
            {
                ForeignKeys = [Fk("shipments", "order_lines", "order_id", "line_number")],
            },
            new(Name("shipments"), customers * 2) { Columns = [Of("carrier", SemanticKind.Text)] }
        );
        Add(
            Table("payments", [Col("id", new DataType.Uuid()), Col("order_id", Big), Col("method", Text)]) with
            {
                ForeignKeys = [Fk("payments", "orders", "order_id")],
                Uniques = [Unique("payments", "order_id")],
            },
            new(Name("payments"), customers * 2)
            {
                Columns =
                [
                    Of("id", SemanticKind.Uuid) with
                    {
                        Part = ColumnPart.Key,
                    },
                    new("method", Enum("card", "transfer", "cash")),
                ],
                References = [new("fk_payments_orders_order_id") { Unique = true }],
            }
        );
        Add(
            Table(
                "reviews",
                [
                    Col("id", Big),
                    Col("customer_id", Big),
                    Col("product_id", Big),
                    Col("rating", Big),
                    Col("body", Text, nullable: true),
                ]
            ) with
            {
                ForeignKeys = [Fk("reviews", "customers", "customer_id"), Fk("reviews", "products", "product_id")],
                Uniques = [Unique("reviews", "customer_id", "product_id")],
            },
            new(Name("reviews"), customers * 2)
            {
                Columns =
                [
                    Id,
                    new("rating", new(SemanticKind.Integer) { Minimum = 1, Maximum = 5 }),
                    Of("body", SemanticKind.Text) with
                    {
                        NullShare = 0.4,
                    },
                ],
            }
        );
        Add(
            Table("product_tags", [Col("product_id", Big), Col("tag_id", Big)], "product_id", "tag_id") with
            {
                ForeignKeys = [Fk("product_tags", "products", "product_id"), Fk("product_tags", "tags", "tag_id")],
            },
            new(Name("product_tags"), customers)
        );
        Add(
            Table("tags", [Col("id", Big), Col("label", Text)]) with
            {
                Uniques = [Unique("tags", "label")],
            },
            new(Name("tags"), Math.Max(20, customers / 100))
            {
                Columns = [Id, new("label", new(SemanticKind.Text) { Length = 30 })],
            }
        );
        Add(
            Table(
                "preferences",
                [Col("customer_id", Big), Col("channel", Text), Col("enabled", new DataType.Boolean())],
                "customer_id",
                "channel"
            ) with
            {
                ForeignKeys = [Fk("preferences", "customers", "customer_id")],
            },
            new(Name("preferences"), customers * 5 / 2)
            {
                Columns = [new("channel", Enum("email", "sms", "push")), Of("enabled", SemanticKind.Boolean)],
            }
        );
        Add(
            Table(
                "budgets",
                [Col("year", Big), Col("month", Big), Col("kind", Text), Col("amount", Money)],
                "year",
                "month",
                "kind"
            ),
            new(Name("budgets"), 300)
            {
                Columns =
                [
                    new("year", new(SemanticKind.Integer) { Minimum = 2015, Maximum = 2025 }),
                    new("month", new(SemanticKind.Integer) { Minimum = 1, Maximum = 12 }),
                    new("kind", Enum("planned", "actual", "forecast")),
                    Of("amount", SemanticKind.Money),
                ],
            }
        );
        return (new("postgresql") { Tables = tables.ToSequence() }, new(profiles.ToSequence()));
    }
}
