using Dbwright.Model;

namespace Dbwright.TestKit;

/// <summary>The tables of <see cref="DesignFixture.Shop"/>.</summary>
internal static class ShopSchema
{
    private static readonly Dictionary<string, (string Entity, long Rows)> Known = new(StringComparer.Ordinal)
    {
        ["countries"] = ("country", 249),
        ["currencies"] = ("currency", 155),
        ["customers"] = ("customer", 100_000),
        ["loyalty_accounts"] = ("loyalty_account", 30_000),
        ["addresses"] = ("address", 130_000),
        ["categories"] = ("category", 300),
        ["brands"] = ("brand", 400),
        ["tags"] = ("tag", 500),
        ["products"] = ("product", 10_000),
        ["product_tags"] = ("product_tag", 25_000),
        ["product_images"] = ("product_image", 25_000),
        ["warehouses"] = ("warehouse", 8),
        ["inventories"] = ("inventory", 20_000),
        ["coupons"] = ("coupon", 500),
        ["carts"] = ("cart", 40_000),
        ["cart_items"] = ("cart_item", 90_000),
        ["orders"] = ("order", 600_000),
        ["order_items"] = ("order_item", 1_300_000),
        ["payments"] = ("payment", 620_000),
        ["shipments"] = ("shipment", 580_000),
        ["reviews"] = ("review", 120_000),
        ["wishlists"] = ("wishlist", 20_000),
    };

    public static string Entity(string table) => Known[table].Entity;

    public static long Rows(string table) => Known[table].Rows;

    public static RelationalSchema Build()
    {
        Sequence<Table> tables =
        [
            DesignFixture.Table(
                "countries",
                "A country, by its ISO 3166-1 code.",
                "code",
                "code text",
                "name text unique",
                "in_eu bool"
            ),
            DesignFixture.Table(
                "currencies",
                "A currency, by its ISO 4217 code.",
                "code",
                "code text",
                "name text unique",
                "minor_units int"
            ),
            DesignFixture.Table(
                "customers",
                "A person who has registered.",
                "id",
                "email text personal",
                "password text secret",
                "name text personal",
                "phone text?",
                "status text = 'active'",
                "marketing_consent bool = false",
                "last_seen_at moment?",
                "deleted_at moment?"
            ),
            DesignFixture.Table(
                "loyalty_accounts",
                "The bonus points of a customer who takes part.",
                "id",
                "customer_id -> customers cascade",
                "card_number text unique",
                "points int = 0",
                "tier text = 'basic'"
            ),
            DesignFixture.Table(
                "addresses",
                "A place to deliver to or to bill.",
                "id",
                "customer_id -> customers",
                "country_code -> countries",
                "recipient text",
                "street text",
                "postcode text",
                "city text",
                "is_default bool = false"
            ),
            DesignFixture.Table(
                "categories",
                "A node of the catalogue's tree.",
                "id",
                "parent_id -> categories?",
                "name text",
                "slug text unique"
            ),
            DesignFixture.Table("brands", "Who makes a product.", "id", "name text unique", "website text?"),
            DesignFixture.Table("tags", "A word that groups products across the tree.", "id", "name text unique"),
            DesignFixture.Table(
                "products",
                "Something that can be bought.",
                "id",
                "category_id -> categories",
                "brand_id -> brands? set null",
                "sku text unique",
                "slug text unique",
                "name text",
                "description text?",
                "price money",
                "compare_at_price money?",
                "weight_grams int",
                "status text = 'active'",
                "specifications json",
                "search_document search?"
            ),
            DesignFixture.Table(
                "product_tags",
                "Which tags a product has.",
                "product_id, tag_id",
                "product_id -> products cascade",
                "tag_id -> tags cascade"
            ),
            DesignFixture.Table(
                "product_images",
                "A picture of a product, in the order in which it is shown.",
                "id",
                "product_id -> products cascade",
                "url text",
                "alt_text text?",
                "position int"
            ),
            DesignFixture.Table("warehouses", "A building that goods are sent from.", "id", "code text unique", "name text"),
            DesignFixture.Table(
                "inventories",
                "How much of a product lies in a warehouse.",
                "warehouse_id, product_id",
                "warehouse_id -> warehouses",
                "product_id -> products",
                "on_hand int = 0",
                "reserved int = 0"
            ),
            DesignFixture.Table(
                "coupons",
                "A code that lowers the price of an order.",
                "id",
                "code text unique",
                "percent_off percent?",
                "amount_off money?",
                "minimum_subtotal money = 0",
                "starts_at moment",
                "ends_at moment"
            ),
            DesignFixture.Table(
                "carts",
                "What a visitor has put together; a guest's cart has no customer.",
                "id",
                "customer_id -> customers? cascade",
                "token uuid unique",
                "status text = 'open'"
            ),
            DesignFixture.Table(
                "cart_items",
                "A product in a cart.",
                "id",
                "cart_id -> carts cascade",
                "product_id -> products",
                "quantity int = 1"
            ),
            DesignFixture.Table(
                "orders",
                "A purchase. What was agreed is kept as it was, whatever happens to prices later.",
                "id",
                "customer_id -> customers",
                "currency_code -> currencies",
                "coupon_id -> coupons?",
                "shipping_address_id -> addresses",
                "billing_address_id -> addresses?",
                "number text unique",
                "status text = 'delivered'",
                "subtotal money",
                "discount money = 0",
                "shipping_cost money = 0",
                "total money",
                "placed_at moment = now()",
                "note text?"
            ),
            DesignFixture.Table(
                "order_items",
                "A line of an order; it does not exist without the order.",
                "order_id, line_number",
                "order_id -> orders",
                "line_number int",
                "product_id -> products",
                "quantity int = 1",
                "unit_price money"
            ),
            DesignFixture.Table(
                "payments",
                "An attempt to collect money for an order.",
                "id",
                "order_id -> orders",
                "provider text = 'card'",
                "provider_reference text unique",
                "amount money",
                "status text = 'captured'",
                "captured_at moment?"
            ),
            DesignFixture.Table(
                "shipments",
                "A parcel of an order; an order may leave in several.",
                "id",
                "order_id -> orders",
                "warehouse_id -> warehouses",
                "tracking_number text unique",
                "carrier text = 'dhl'",
                "status text = 'delivered'",
                "shipped_at moment",
                "delivered_at moment?"
            ),
            DesignFixture.Table(
                "reviews",
                "A customer's opinion of a product, shown once a moderator has published it.",
                "id",
                "customer_id -> customers",
                "product_id -> products cascade",
                "rating int",
                "title text?",
                "body text?",
                "status text = 'published'"
            ),
            DesignFixture.Table(
                "wishlists",
                "A list of products that a customer wants to remember.",
                "id",
                "customer_id -> customers cascade",
                "name text",
                "is_public bool = false"
            ),
        ];
        return new RelationalSchema("postgresql")
        {
            Extensions = [new("pg_trgm")],
            Routines =
            [
                new(
                    QualifiedName.Of("set_updated_at"),
                    "",
                    "trigger",
                    "plpgsql",
                    "\nbegin\n    new.updated_at := now();\n    return new;\nend\n"
                )
                {
                    Comment = "Keeps updated_at at the time of the last change.",
                },
            ],
            Tables = tables.Select(Complete).ToSequence(),
        };
    }

    private static Table Complete(Table table) =>
        table.Name.Name switch
        {
            "customers" => table with
            {
                Columns = table
                    .Columns.Select(c => c.Name == "email" ? c with { Comment = "The name to sign in with." } : c)
                    .ToSequence(),
                Checks =
                [
                    new("ck_customers_email", "(email ~ '^[^@\\s]+@[^@\\s]+$' and email = lower(email))"),
                    new("ck_customers_status", "(status in ('active', 'suspended', 'unconfirmed'))"),
                ],
                Indexes =
                [
                    new("uq_customers_email", [IndexPart.Of("email")]) { Unique = true, Where = "deleted_at is null" },
                    new("idx_customers_name", [new IndexPart { Column = "name", OperatorClass = "gin_trgm_ops" }])
                    {
                        Method = "gin",
                        Where = "deleted_at is null",
                    },
                ],
            },
            "loyalty_accounts" => table with
            {
                Uniques = [.. table.Uniques, new("uq_loyalty_accounts_customer_id", ["customer_id"])],
            },
            "products" => table with
            {
                Columns = table
                    .Columns.Select(c =>
                        c.Name == "search_document"
                            ? c with
                            {
                                Generated = new("to_tsvector('english', name || ' ' || coalesce(description, ''))", Stored: true),
                            }
                            : c
                    )
                    .ToSequence(),
                Checks =
                [
                    new("ck_products_price", "(price > 0)"),
                    new("ck_products_compare_at_price", "(compare_at_price is null or compare_at_price > price)"),
                ],
                Indexes =
                [
                    new("idx_products_brand_id", [IndexPart.Of("brand_id")]),
                    new(
                        "idx_products_category_id_created_at",
                        [IndexPart.Of("category_id"), IndexPart.Of("created_at", descending: true)]
                    )
                    {
                        Where = "status = 'active'",
                        Include = ["slug", "name", "price"],
                    },
                    new("idx_products_search_document", [IndexPart.Of("search_document")]) { Method = "gin" },
                ],
            },
            "product_images" => table with
            {
                Uniques = [new("uq_product_images_product_id_position", ["product_id", "position"])],
            },
            "product_tags" => table with { Indexes = [new("idx_product_tags_tag_id", [IndexPart.Of("tag_id")])] },
            "inventories" => table with
            {
                Checks = [new("ck_inventories_reserved", "(reserved <= on_hand)")],
                Indexes = [new("idx_inventories_product_id", [IndexPart.Of("product_id")])],
            },
            "orders" => table with
            {
                Checks = [new("ck_orders_discount", "(discount <= subtotal)")],
                Indexes =
                [
                    new(
                        "idx_orders_customer_id_placed_at",
                        [IndexPart.Of("customer_id"), IndexPart.Of("placed_at", descending: true)]
                    ),
                    new("idx_orders_placed_at", [IndexPart.Of("placed_at")]) { Include = ["total"] },
                    new("idx_orders_packing", [IndexPart.Of("placed_at")]) { Where = "status = 'paid'" },
                ],
            },
            "order_items" => table with { Indexes = [new("idx_order_items_product_id", [IndexPart.Of("product_id")])] },
            "payments" => table with { Indexes = [new("idx_payments_order_id", [IndexPart.Of("order_id")])] },
            "shipments" => table with { Indexes = [new("idx_shipments_order_id", [IndexPart.Of("order_id")])] },
            "reviews" => table with
            {
                Uniques = [new("uq_reviews_customer_id_product_id", ["customer_id", "product_id"])],
                Checks = [new("ck_reviews_rating", "(rating between 1 and 5)")],
                Indexes =
                [
                    new(
                        "idx_reviews_product_id_created_at",
                        [IndexPart.Of("product_id"), IndexPart.Of("created_at", descending: true)]
                    )
                    {
                        Where = "status = 'published'",
                    },
                ],
            },
            "cart_items" => table with { Uniques = [new("uq_cart_items_cart_id_product_id", ["cart_id", "product_id"])] },
            _ => table,
        };
}
