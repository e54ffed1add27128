using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>The access patterns and indexes of <see cref="DesignFixture.Shop"/>.</summary>
internal static class ShopPatterns
{
    private static readonly QualifiedName Orders = QualifiedName.Of("orders");
    private static readonly QualifiedName Products = QualifiedName.Of("products");
    private static readonly QualifiedName Customers = QualifiedName.Of("customers");

    public static Sequence<AccessPattern> All { get; } =
    [
        new AccessPattern.Find("product")
        {
            Name = "product-page",
            About = "Everything about one product.",
            PerSecond = 170,
            TargetP95 = Ms(10),
            TargetP99 = Ms(300),
            Where = [Where("slug", ConditionOperator.Equal)],
            Return = [Path("id"), Path("name"), Path("price"), Path("brand.name")],
        },
        new AccessPattern.Find("product")
        {
            Name = "category-listing",
            About = "The newest products of a category, page by page.",
            PerSecond = 110,
            TargetP95 = Ms(20),
            TargetP99 = Ms(300),
            Where = [Where("category", ConditionOperator.Equal), Where("status", ConditionOperator.Equal, "active")],
            Sort = [new(Path("created_at"), Descending: true)],
            Limit = 24,
            Paged = true,
            Return = [Path("id"), Path("slug"), Path("name"), Path("price")],
        },
        new AccessPattern.Search("product")
        {
            Name = "search-products",
            About = "The search box.",
            PerSecond = 60,
            TargetP95 = Ms(45),
            TargetP99 = Ms(300),
            In = ["name", "description"],
            Limit = 24,
            Return = [Path("id"), Path("name"), Path("price")],
        },
        new AccessPattern.Find("customer")
        {
            Name = "sign-in",
            PerSecond = 15,
            TargetP95 = Ms(10),
            TargetP99 = Ms(300),
            Where = [Where("email", ConditionOperator.Equal)],
            Return = [Path("id"), Path("password"), Path("status")],
        },
        new AccessPattern.Find("order")
        {
            Name = "recent-orders",
            About = "A customer's latest orders, some kinds only.",
            PerSecond = 20,
            TargetP95 = Ms(20),
            TargetP99 = Ms(300),
            Where = [Where("customer", ConditionOperator.Equal), Where("status", ConditionOperator.In)],
            Sort = [new(Path("placed_at"), Descending: true)],
            Limit = 20,
            Return = [Path("id"), Path("number"), Path("total"), Path("status"), Path("placed_at")],
        },
        new AccessPattern.Find("order")
        {
            Name = "packing-queue",
            About = "What the warehouse packs next, the oldest first.",
            PerSecond = 1,
            TargetP95 = Ms(30),
            TargetP99 = Ms(300),
            Where = [Where("status", ConditionOperator.Equal, "paid")],
            Sort = [new(Path("placed_at"), Descending: false)],
            Limit = 50,
            Return = [Path("id"), Path("number"), Path("placed_at")],
        },
        new AccessPattern.Find("customer")
        {
            Name = "find-customer-by-name",
            About = "Support has only a part of the name.",
            PerSecond = 1,
            TargetP95 = Ms(45),
            TargetP99 = Ms(300),
            Where = [Where("name", ConditionOperator.Contains)],
            Limit = 20,
            Return = [Path("id"), Path("name"), Path("email")],
        },
        new AccessPattern.Insert("order")
        {
            Name = "place-order",
            PerSecond = 3,
            TargetP95 = Ms(25),
            TargetP99 = Ms(300),
        },
        new AccessPattern.Update("order")
        {
            Name = "advance-order",
            About = "An order goes from paid to packed, shipped, delivered.",
            PerSecond = 6,
            TargetP95 = Ms(20),
            TargetP99 = Ms(300),
            Where = [Where("id", ConditionOperator.Equal)],
            Set = ["status"],
        },
        new AccessPattern.Aggregate("order")
        {
            Name = "sales-by-day",
            About = "Orders and turnover of 30 days.",
            PerSecond = 1m / 60,
            TargetP95 = Ms(500),
            TargetP99 = Ms(800),
            Where = [Where("placed_at", ConditionOperator.Between, 2_592_000m)],
            Group = [new(Path("placed_at"), "day", "day")],
            Measures = [new("count", null, "count"), new("sum", Path("total"), "sum_total")],
            Freshness = TimeSpan.FromHours(1),
        },
        new AccessPattern.Aggregate("inventory")
        {
            Name = "stock-by-warehouse",
            About = "How much lies where; reads the whole table, which is small.",
            PerSecond = 6m / 3600,
            TargetP95 = Ms(300),
            TargetP99 = Ms(500),
            Group = [new(Path("warehouse"), null, "warehouse_id")],
            Measures = [new("sum", Path("on_hand"), "sum_on_hand")],
        },
        new AccessPattern.Similar("product")
        {
            Name = "similar-products",
            About = "Products like this one.",
            PerSecond = 5,
            TargetP95 = Ms(100),
            TargetP99 = Ms(300),
            By = "embedding",
        },
    ];

    public static Sequence<PatternDesign> Designs(Requirements requirements) => requirements.Access.Select(Design).ToSequence();

    public static Sequence<IndexTrace> Traces(RelationalSchema schema) =>
        schema
            .Tables.SelectMany(t => t.Indexes.Select(i => (Table: t, Index: i)))
            .Select(p => new IndexTrace(p.Table.Name, p.Index.Name, Reason(p.Index))
            {
                Patterns = All.Where(a => ServedBy(a.Name).Contains(p.Index.Name)).Select(a => a.Id).ToSequence(),
                ForeignKeys = p
                    .Table.ForeignKeys.Where(f => f.Columns[0] == p.Index.Parts[0].Column)
                    .Select(f => f.Name)
                    .ToSequence(),
                MaintainedBy = p.Table.Name == Orders ? ["access.place-order", "access.advance-order"] : [],
                EstimatedBytes = ShopSchema.Rows(p.Table.Name.Name) * (24 + (16 * p.Index.Include.Count)),
            })
            .ToSequence();

    private static PatternDesign Design(AccessPattern pattern)
    {
        Statement? statement = pattern.Name switch
        {
            "product-page" => new(
                "select p.id, p.name, p.price, b.name as brand_name\nfrom products p\nleft join brands b on b.id = p.brand_id\nwhere p.slug = $1",
                [Stored("slug", new DataType.Text(), Products, "slug")]
            ),
            "category-listing" => new(
                "select id, slug, name, price\nfrom products\nwhere category_id = $1 and status = 'active'\norder by created_at desc, id desc\nlimit 24",
                [Stored("category", new DataType.Integer(64), Products, "category_id")]
            ),
            "search-products" => new(
                "select id, name, price\nfrom products\nwhere search_document @@ websearch_to_tsquery('english', $1)\n"
                    + "order by ts_rank(search_document, websearch_to_tsquery('english', $1)) desc, id\nlimit 24",
                [new("words", new DataType.Text(), new ParameterSource.Words(Products, "name", Substring: false))]
            ),
            "sign-in" => new(
                "select id, password, status\nfrom customers\nwhere email = $1 and deleted_at is null",
                [Stored("email", new DataType.Text(), Customers, "email")]
            ),
            "recent-orders" => new(
                "select id, number, total, status, placed_at\nfrom orders\nwhere customer_id = $1 and status = any($2)\n"
                    + "order by placed_at desc, id desc\nlimit 20",
                [
                    Stored("customer", new DataType.Integer(64), Orders, "customer_id"),
                    Stored("status", new DataType.Text(), Orders, "status") with
                    {
                        Many = true,
                    },
                ]
            ),
            "packing-queue" => new(
                "select id, number, placed_at\nfrom orders\nwhere status = 'paid'\norder by placed_at, id\nlimit 50",
                []
            ),
            "find-customer-by-name" => new(
                "select id, name, email\nfrom customers\nwhere name ilike '%' || $1 || '%' and deleted_at is null\nlimit 20",
                [new("name", new DataType.Text(), new ParameterSource.Words(Customers, "name", Substring: true))]
            ),
            "place-order" => new(
                "insert into orders (customer_id, number, total)\nvalues ($1, $2, $3)\nreturning id",
                [
                    new("customer", new DataType.Integer(64), new ParameterSource.Generated(Orders, "customer_id")),
                    new("number", new DataType.Text(), new ParameterSource.Generated(Orders, "number")),
                    new("total", new DataType.Decimal(19, 2), new ParameterSource.Generated(Orders, "total")),
                ]
            ),
            "advance-order" => new(
                "update orders\nset status = $1\nwhere id = $2",
                [Stored("status", new DataType.Text(), Orders, "status"), Stored("id", new DataType.Integer(64), Orders, "id")]
            ),
            "sales-by-day" => new(
                "select date_trunc('day', placed_at) as day, count(*) as count, sum(total) as sum_total\nfrom orders\n"
                    + "where placed_at >= $1 and placed_at < $1 + interval '30 days'\ngroup by 1\norder by 1",
                [Stored("from", new DataType.Timestamp(true), Orders, "placed_at")]
            ),
            "stock-by-warehouse" => new(
                "select warehouse_id, sum(on_hand) as sum_on_hand\nfrom inventories\ngroup by warehouse_id",
                []
            ),
            _ => null,
        };
        return new(pattern, statement)
        {
            NextPage =
                pattern.Name == "category-listing"
                    ? new(
                        "select id, slug, name, price\nfrom products\nwhere category_id = $1 and status = 'active' and (created_at, id) < ($2, $3)\n"
                            + "order by created_at desc, id desc\nlimit 24",
                        [
                            Stored("category", new DataType.Integer(64), Products, "category_id"),
                            Stored("after created_at", new DataType.Timestamp(true), Products, "created_at"),
                            Stored("after id", new DataType.Integer(64), Products, "id"),
                        ]
                    )
                    : null,
            ServedBy = ServedBy(pattern.Name),
            Reason = pattern.Name switch
            {
                "stock-by-warehouse" => "It reads every row, so that no index can help.",
                "place-order" => "A plain insert looks for nothing.",
                "similar-products" =>
                    "PostgreSQL keeps vectors only with the extension pgvector, which the requirements do not allow.",
                "recent-orders" => "Equality first, then the order: the 20 newest rows are read and no more.",
                _ => "The columns compared for equality come first, then those of the order.",
            },
        };
    }

    internal static Sequence<string> ServedBy(string pattern) =>
        pattern switch
        {
            "product-page" => ["uq_products_slug"],
            "category-listing" => ["idx_products_category_id_created_at"],
            "search-products" => ["idx_products_search_document"],
            "sign-in" => ["uq_customers_email"],
            "recent-orders" => ["idx_orders_customer_id_placed_at"],
            "packing-queue" => ["idx_orders_packing"],
            "find-customer-by-name" => ["idx_customers_name"],
            "advance-order" => ["pk_orders"],
            "sales-by-day" => ["idx_orders_placed_at"],
            _ => [],
        };

    private static string Reason(TableIndex index) =>
        index switch
        {
            { Method: "gin" } => "Words and trigrams are looked up in an inverted index.",
            { Where: not null } => "Only the rows that the pattern asks for are kept, which makes it small.",
            { Include.Count: > 0 } => "It holds every column the report reads, so that the table is not touched.",
            { Parts.Count: 1 } => "Deleting a referenced row looks for those that refer to it.",
            _ => "Equality first, then the order, so that nothing has to be sorted.",
        };

    private static StatementParameter Stored(string name, DataType type, QualifiedName table, string column) =>
        new(name, type, new ParameterSource.Stored(table, column));

    private static Condition Where(string path, ConditionOperator condition, object? value = null) =>
        new(Path(path), condition, value is null ? [] : [new Expression.Constant(value)], null);

    private static Expression.Reference Path(string path) => new(path.Split('.').ToSequence());

    private static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
