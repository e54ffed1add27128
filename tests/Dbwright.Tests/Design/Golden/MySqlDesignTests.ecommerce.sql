create table countries (
    code       varchar(2) not null comment 'The code of the country.',
    name       varchar(80) not null comment 'The name of the country.',
    in_eu      boolean not null comment 'Whether it belongs to the European Union.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (code),
    constraint uq_countries_name unique (name),
    constraint ck_countries_code_form check (regexp_like(code, '^[A-Z]{2}$', 'c')),
    constraint ck_countries_in_eu_values check (in_eu in (0, 1))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A country, by its ISO 3166-1 code.';

create table currencies (
    code        varchar(3) not null comment 'The code of the currency.',
    name        varchar(80) not null comment 'The name of the currency.',
    minor_units smallint not null comment 'Digits after the decimal point.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (code),
    constraint uq_currencies_name unique (name),
    constraint ck_currencies_code_form check (regexp_like(code, '^[A-Z]{3}$', 'c')),
    constraint ck_currencies_minor_units_range check (minor_units between 0 and 4)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A currency that the shop can charge in, by its ISO 4217 code.';

create table customers (
    id                bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    email             varchar(254) not null comment 'The name to sign in with. Personal data.',
    password          varchar(255) not null comment 'The password of the customer. Only a hash; never shown.',
    name              varchar(200) not null comment 'The name of the customer. Personal data.',
    phone             varchar(16) comment 'The phone of the customer. Personal data.',
    status            varchar(11) not null default 'active' comment 'The status of the customer. One of: active, suspended, unconfirmed.',
    marketing_consent boolean not null default false comment 'The marketing consent of the customer.',
    last_seen_at      datetime(6) comment 'The last seen at of the customer.',
    created_at        datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at        datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    deleted_at        datetime(6) comment 'When the row was marked deleted; null while it counts.',
    primary key (id),
    constraint uq_customers_email unique (email),
    index idx_customers_name_email_status_deleted_at (name, email, status, deleted_at) comment 'find-customer-by-name: the order name, with email, status and deleted_at kept along, so that the table itself need not be read.',
    constraint ck_customers_email_case check (email collate utf8mb4_0900_bin = lower(email)),
    constraint ck_customers_email_form check (regexp_like(email, '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', 'c')),
    constraint ck_customers_phone_form check (regexp_like(phone, '^\\+[1-9][0-9]{6,14}$', 'c')),
    constraint ck_customers_status_values check (status collate utf8mb4_0900_bin in ('active', 'suspended', 'unconfirmed')),
    constraint ck_customers_marketing_consent_values check (marketing_consent in (0, 1))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A person who has registered.';

create table loyalty_accounts (
    id          bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    customer_id bigint not null comment 'The customer that this row belongs to.',
    card_number varchar(20) not null comment 'The card number of the loyalty account.',
    points      int not null default 0 comment 'The points of the loyalty account.',
    tier        varchar(6) not null default 'basic' comment 'The tier of the loyalty account. One of: basic, silver, gold.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_loyalty_accounts_card_number unique (card_number),
    constraint uq_loyalty_accounts_customer_id unique (customer_id),
    constraint fk_loyalty_accounts_customers foreign key (customer_id) references customers (id) on delete cascade on update no action,
    constraint ck_loyalty_accounts_points_range check (points >= 0),
    constraint ck_loyalty_accounts_tier_values check (tier collate utf8mb4_0900_bin in ('basic', 'silver', 'gold'))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'The bonus points of a customer who takes part.';

create table addresses (
    id           bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    country_code varchar(2) not null comment 'The country that this row belongs to.',
    customer_id  bigint not null comment 'The customer that this row belongs to.',
    recipient    varchar(200) not null comment 'The recipient of the address. Personal data.',
    street       varchar(500) not null comment 'The street of the address. Personal data.',
    street_extra varchar(200) comment 'The street extra of the address. Personal data.',
    postcode     varchar(16) not null comment 'The postcode of the address. Personal data.',
    city         varchar(100) not null comment 'The city of the address.',
    is_default   boolean not null default false comment 'Whether the address is default.',
    created_at   datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at   datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    index idx_addresses_country_code (country_code) comment 'fk_addresses_countries: finds the rows that refer to one of countries, for joins and for deletions there, which would otherwise read the whole table.',
    index idx_addresses_customer_id (customer_id) comment 'customer-addresses: equality on customer_id.',
    constraint fk_addresses_countries foreign key (country_code) references countries (code) on delete restrict on update no action,
    constraint fk_addresses_customers foreign key (customer_id) references customers (id) on delete restrict on update no action,
    constraint ck_addresses_postcode_form check (regexp_like(postcode, '^[A-Za-z0-9][A-Za-z0-9 -]{1,15}$', 'c')),
    constraint ck_addresses_is_default_values check (is_default in (0, 1))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A place to deliver to or to bill. Orders refer to it, so that it is never changed, only replaced.';

create table categories (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    parent_id  bigint comment 'The category that this row refers to as parent, if any.',
    name       varchar(100) not null comment 'The name of the category.',
    slug       varchar(200) not null comment 'The slug of the category.',
    position   int not null default 0 comment 'The position of the category.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_categories_slug unique (slug),
    index idx_categories_parent_id (parent_id) comment 'fk_categories_categories: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_categories_categories foreign key (parent_id) references categories (id) on delete restrict on update no action,
    constraint ck_categories_slug_form check (regexp_like(slug, '^[a-z0-9]+(-[a-z0-9]+)*$', 'c')),
    constraint ck_categories_position_range check (position >= 0)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A node of the catalogue''s tree.';

create table brands (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    name       varchar(100) not null comment 'The name of the brand.',
    website    longtext comment 'The website of the brand.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_brands_name unique (name),
    constraint ck_brands_website_length check (char_length(website) <= 2048),
    constraint ck_brands_website_form check (regexp_like(website, '^https?://[^\\s]+$', 'c'))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'Who makes a product.';

create table tags (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    name       varchar(60) not null comment 'The name of the tag.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_tags_name unique (name)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A word that groups products across the tree.';

create table products (
    id               bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    category_id      bigint not null comment 'The category that this row belongs to.',
    brand_id         bigint comment 'The brand that this row refers to as brand, if any.',
    sku              varchar(40) not null comment 'Stock keeping unit.',
    slug             varchar(200) not null comment 'The slug of the product.',
    name             varchar(200) not null comment 'The name of the product.',
    description      longtext comment 'The description of the product.',
    price            decimal(19,2) not null comment 'Price with tax in the shop''s own currency.',
    compare_at_price decimal(19,2) comment 'The price before it was lowered; shown struck through.',
    weight_grams     int not null comment 'The weight grams of the product.',
    status           varchar(12) not null default 'active' comment 'The status of the product. One of: active, draft, discontinued.',
    specifications   json not null comment 'What differs by kind of product: size, colour, material.',
    created_at       datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at       datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_products_sku unique (sku),
    constraint uq_products_slug unique (slug),
    index idx_products_brand_id (brand_id) comment 'fk_products_brands: finds the rows that refer to one of brands, for joins and for deletions there, which would otherwise read the whole table.',
    index idx_products_category_id_created_at_id (category_id, created_at desc, id desc) comment 'category-listing: equality on category_id, then the order created_at descending, id descending.',
    index idx_products_category_id_price (category_id, price) comment 'category-by-price: equality on category_id, then the order price.',
    fulltext index idx_products_name_description (name, description) comment 'search-products: a full-text index of name and description finds the matching rows without reading the texts; it has no stemming, and leaves out words of less than three letters and very frequent ones.',
    constraint fk_products_categories foreign key (category_id) references categories (id) on delete restrict on update no action,
    constraint fk_products_brands foreign key (brand_id) references brands (id) on delete set null on update no action,
    constraint ck_products_slug_form check (regexp_like(slug, '^[a-z0-9]+(-[a-z0-9]+)*$', 'c')),
    constraint ck_products_description_length check (char_length(description) <= 4000),
    constraint ck_products_price_range check (price > 0),
    constraint ck_products_weight_grams_range check (weight_grams between 1 and 100000),
    constraint ck_products_status_values check (status collate utf8mb4_0900_bin in ('active', 'draft', 'discontinued')),
    constraint ck_products_compare_at_price_price check (compare_at_price is null or compare_at_price > price)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'Something that can be bought.';

create table product_images (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    product_id bigint not null comment 'The product that this row belongs to.',
    url        longtext not null comment 'The url of the product image.',
    alt_text   varchar(200) comment 'The alt text of the product image.',
    position   int not null comment 'The position of the product image.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_product_images_product_id_position unique (product_id, position),
    constraint fk_product_images_products foreign key (product_id) references products (id) on delete cascade on update no action,
    constraint ck_product_images_url_length check (char_length(url) <= 2048),
    constraint ck_product_images_url_form check (regexp_like(url, '^https?://[^\\s]+$', 'c')),
    constraint ck_product_images_position_range check (position >= 0)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A picture of a product, in the order in which it is shown.';

create table warehouses (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    code       varchar(10) not null comment 'The code of the warehouse.',
    name       varchar(100) not null comment 'The name of the warehouse.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_warehouses_code unique (code)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A building that goods are sent from.';

create table inventories (
    warehouse_id bigint not null comment 'The warehouse that this row belongs to.',
    product_id   bigint not null comment 'The product that this row belongs to.',
    on_hand      int not null default 0 comment 'The on hand of the inventory.',
    reserved     int not null default 0 comment 'Promised to orders that have not left yet.',
    created_at   datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at   datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (warehouse_id, product_id),
    index idx_inventories_product_id (product_id) comment 'availability: equality on product_id.',
    constraint fk_inventories_warehouses foreign key (warehouse_id) references warehouses (id) on delete restrict on update no action,
    constraint fk_inventories_products foreign key (product_id) references products (id) on delete restrict on update no action,
    constraint ck_inventories_on_hand_range check (on_hand >= 0),
    constraint ck_inventories_reserved_range check (reserved >= 0),
    constraint ck_inventories_reserved_on_hand check (reserved <= on_hand)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'How much of a product lies in a warehouse.';

create table coupons (
    id               bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    code             varchar(32) not null comment 'The code of the coupon.',
    percent_off      decimal(5,2) comment 'The percent off of the coupon.',
    amount_off       decimal(19,2) comment 'The amount off of the coupon.',
    minimum_subtotal decimal(19,2) not null default 0 comment 'The minimum subtotal of the coupon.',
    starts_at        datetime(6) not null comment 'The starts at of the coupon.',
    ends_at          datetime(6) not null comment 'The ends at of the coupon.',
    created_at       datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at       datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_coupons_code unique (code),
    constraint ck_coupons_percent_off_range check (percent_off between 0 and 100),
    constraint ck_coupons_amount_off_range check (amount_off > 0),
    constraint ck_coupons_minimum_subtotal_range check (minimum_subtotal >= 0),
    constraint ck_coupons_ends_at_starts_at check (ends_at > starts_at),
    constraint ck_coupons_percent_off_amount_off check (percent_off is not null or amount_off is not null)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A code that lowers the price of an order.';

create table carts (
    id          bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    customer_id bigint comment 'The customer that this row refers to as customer, if any.',
    token       char(36) character set ascii collate ascii_general_ci not null comment 'The cookie that finds it.',
    status      varchar(9) not null default 'open' comment 'The status of the cart. One of: open, ordered, abandoned.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_carts_token unique (token),
    index idx_carts_customer_id_created_at (customer_id, created_at desc) comment 'open-cart: equality on customer_id, then the order created_at descending.',
    constraint fk_carts_customers foreign key (customer_id) references customers (id) on delete cascade on update no action,
    constraint ck_carts_token_form check (regexp_like(token, '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$', 'c')),
    constraint ck_carts_status_values check (status collate utf8mb4_0900_bin in ('open', 'ordered', 'abandoned'))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'What a visitor has put together; a guest''s cart has no customer.';

create table cart_items (
    id         bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    cart_id    bigint not null comment 'The cart that this row belongs to.',
    product_id bigint not null comment 'The product that this row belongs to.',
    quantity   smallint not null default 1 comment 'The quantity of the cart item.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_cart_items_cart_id_product_id unique (cart_id, product_id),
    index idx_cart_items_product_id (product_id) comment 'fk_cart_items_products: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_cart_items_carts foreign key (cart_id) references carts (id) on delete cascade on update no action,
    constraint fk_cart_items_products foreign key (product_id) references products (id) on delete restrict on update no action,
    constraint ck_cart_items_quantity_range check (quantity between 1 and 99)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A product in a cart.';

create table orders (
    id                  bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    customer_id         bigint not null comment 'The customer that this row belongs to.',
    currency_code       varchar(3) not null comment 'The currency that this row belongs to.',
    coupon_id           bigint comment 'The coupon that this row refers to as coupon, if any.',
    shipping_address_id bigint not null comment 'The address that this row refers to as shipping address.',
    billing_address_id  bigint comment 'The address that this row refers to as billing address, if any.',
    number              varchar(20) not null comment 'What the customer sees.',
    status              varchar(9) not null default 'pending' comment 'The status of the order. One of: pending, paid, packed, shipped, delivered, cancelled, returned.',
    subtotal            decimal(19,2) not null comment 'The subtotal of the order.',
    discount            decimal(19,2) not null default 0 comment 'The discount of the order.',
    shipping_cost       decimal(19,2) not null default 0 comment 'The shipping cost of the order.',
    total               decimal(19,2) not null comment 'What was charged.',
    placed_at           datetime(6) not null default (utc_timestamp(6)) comment 'When the order was placed.',
    note                varchar(500) comment 'The note of the order. Personal data.',
    created_at          datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at          datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_orders_number unique (number),
    index idx_orders_billing_address_id (billing_address_id) comment 'fk_orders_addresses_billing_address_id: finds the rows that refer to one of addresses, for joins and for deletions there, which would otherwise read the whole table.',
    index idx_orders_coupon_id (coupon_id) comment 'fk_orders_coupons: finds the rows that refer to one of coupons, for joins and for deletions there, which would otherwise read the whole table.',
    index idx_orders_currency_code (currency_code) comment 'fk_orders_currencies: finds the rows that refer to one of currencies, for joins and for deletions there, which would otherwise read the whole table.',
    index idx_orders_customer_id_placed_at_id (customer_id, placed_at desc, id desc) comment 'recent-orders: equality on customer_id, then the order placed_at descending, id descending.',
    index idx_orders_placed_at_total_coupon_id_discount (placed_at, total, coupon_id, discount) comment 'packing-queue: the order placed_at.',
    index idx_orders_shipping_address_id (shipping_address_id) comment 'fk_orders_addresses: finds the rows that refer to one of addresses, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_orders_customers foreign key (customer_id) references customers (id) on delete restrict on update no action,
    constraint fk_orders_currencies foreign key (currency_code) references currencies (code) on delete restrict on update no action,
    constraint fk_orders_coupons foreign key (coupon_id) references coupons (id) on delete restrict on update no action,
    constraint fk_orders_addresses foreign key (shipping_address_id) references addresses (id) on delete restrict on update no action,
    constraint fk_orders_addresses_billing_address_id foreign key (billing_address_id) references addresses (id) on delete restrict on update no action,
    constraint ck_orders_status_values check (status collate utf8mb4_0900_bin in ('pending', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'returned')),
    constraint ck_orders_subtotal_range check (subtotal >= 0),
    constraint ck_orders_discount_range check (discount >= 0),
    constraint ck_orders_shipping_cost_range check (shipping_cost >= 0),
    constraint ck_orders_total_range check (total >= 0),
    constraint ck_orders_discount_subtotal check (discount <= subtotal)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A purchase. What was agreed is kept as it was, whatever happens to prices later.';

create table order_items (
    order_id    bigint not null comment 'The order that this row belongs to.',
    line_number smallint not null comment 'The line number of the order item.',
    product_id  bigint not null comment 'The product that this row belongs to.',
    quantity    smallint not null default 1 comment 'The quantity of the order item.',
    unit_price  decimal(19,2) not null comment 'The price when it was ordered.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (order_id, line_number),
    index idx_order_items_product_id (product_id) comment 'bought-together: equality on product_id.',
    constraint fk_order_items_orders foreign key (order_id) references orders (id) on delete cascade on update no action,
    constraint fk_order_items_products foreign key (product_id) references products (id) on delete restrict on update no action,
    constraint ck_order_items_line_number_range check (line_number between 1 and 500),
    constraint ck_order_items_quantity_range check (quantity between 1 and 99),
    constraint ck_order_items_unit_price_range check (unit_price >= 0)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A line of an order; it does not exist without the order.';

create table payments (
    id                 bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    order_id           bigint not null comment 'The order that this row belongs to.',
    provider           varchar(7) not null default 'card' comment 'The provider of the payment. One of: card, paypal, invoice, voucher.',
    provider_reference varchar(64) not null comment 'The provider reference of the payment.',
    amount             decimal(19,2) not null comment 'The amount of the payment.',
    status             varchar(10) not null default 'authorized' comment 'The status of the payment. One of: authorized, captured, refunded, failed.',
    captured_at        datetime(6) comment 'When the payment was captured.',
    created_at         datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at         datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_payments_provider_reference unique (provider_reference),
    index idx_payments_order_id (order_id) comment 'order-payments: equality on order_id.',
    constraint fk_payments_orders foreign key (order_id) references orders (id) on delete restrict on update no action,
    constraint ck_payments_provider_values check (provider collate utf8mb4_0900_bin in ('card', 'paypal', 'invoice', 'voucher')),
    constraint ck_payments_amount_range check (amount > 0),
    constraint ck_payments_status_values check (status collate utf8mb4_0900_bin in ('authorized', 'captured', 'refunded', 'failed'))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'An attempt to collect money for an order. Card numbers stay with the provider; only its reference is kept.';

create table shipments (
    id              bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    order_id        bigint not null comment 'The order that this row belongs to.',
    warehouse_id    bigint not null comment 'The warehouse that this row belongs to.',
    tracking_number varchar(40) not null comment 'The tracking number of the shipment.',
    carrier         varchar(4) not null default 'dhl' comment 'The carrier of the shipment. One of: dhl, ups, gls, post.',
    status          varchar(10) not null default 'created' comment 'The status of the shipment. One of: created, in_transit, delivered, lost.',
    shipped_at      datetime(6) not null comment 'When the shipment was shipped.',
    delivered_at    datetime(6) comment 'When the shipment was delivered.',
    created_at      datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at      datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_shipments_tracking_number unique (tracking_number),
    index idx_shipments_order_id (order_id) comment 'order-shipments: equality on order_id.',
    index idx_shipments_warehouse_id (warehouse_id) comment 'fk_shipments_warehouses: finds the rows that refer to one of warehouses, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_shipments_orders foreign key (order_id) references orders (id) on delete restrict on update no action,
    constraint fk_shipments_warehouses foreign key (warehouse_id) references warehouses (id) on delete restrict on update no action,
    constraint ck_shipments_carrier_values check (carrier collate utf8mb4_0900_bin in ('dhl', 'ups', 'gls', 'post')),
    constraint ck_shipments_status_values check (status collate utf8mb4_0900_bin in ('created', 'in_transit', 'delivered', 'lost')),
    constraint ck_shipments_delivered_at_shipped_at check (delivered_at is null or delivered_at >= shipped_at)
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A parcel of an order; an order may leave in several.';

create table reviews (
    id          bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    customer_id bigint not null comment 'The customer that this row belongs to.',
    product_id  bigint not null comment 'The product that this row belongs to.',
    rating      smallint not null comment 'The rating of the review.',
    title       varchar(120) comment 'The title of the review.',
    body        longtext comment 'The body of the review.',
    status      varchar(9) not null default 'waiting' comment 'The status of the review. One of: published, waiting, rejected.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    constraint uq_reviews_customer_id_product_id unique (customer_id, product_id),
    index idx_reviews_product_id_created_at_id (product_id, created_at desc, id desc) comment 'product-reviews: equality on product_id, then the order created_at descending, id descending.',
    constraint fk_reviews_customers foreign key (customer_id) references customers (id) on delete restrict on update no action,
    constraint fk_reviews_products foreign key (product_id) references products (id) on delete cascade on update no action,
    constraint ck_reviews_rating_range check (rating between 1 and 5),
    constraint ck_reviews_body_length check (char_length(body) <= 4000),
    constraint ck_reviews_status_values check (status collate utf8mb4_0900_bin in ('published', 'waiting', 'rejected'))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A customer''s opinion of a product, shown once a moderator has published it.';

create table wishlists (
    id          bigint not null auto_increment comment 'Identifies the row; numbered by the database.',
    customer_id bigint not null comment 'The customer that this row belongs to.',
    name        varchar(100) not null comment 'The name of the wishlist.',
    is_public   boolean not null default false comment 'Whether the wishlist is public.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (id),
    index idx_wishlists_customer_id (customer_id) comment 'fk_wishlists_customers: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_wishlists_customers foreign key (customer_id) references customers (id) on delete cascade on update no action,
    constraint ck_wishlists_is_public_values check (is_public in (0, 1))
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A list of products that a customer wants to remember.';

create table wishlist_items (
    wishlist_id bigint not null comment 'The wishlist that this row belongs to.',
    product_id  bigint not null comment 'The product that this row belongs to.',
    added_at    datetime(6) not null default (utc_timestamp(6)) comment 'When the wishlist item was added.',
    created_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at  datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (wishlist_id, product_id),
    index idx_wishlist_items_product_id (product_id) comment 'fk_wishlist_items_products: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table.',
    constraint fk_wishlist_items_wishlists foreign key (wishlist_id) references wishlists (id) on delete cascade on update no action,
    constraint fk_wishlist_items_products foreign key (product_id) references products (id) on delete cascade on update no action
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'A product on a wish list.';

create table product_tags (
    product_id bigint not null comment 'The product that this row belongs to.',
    tag_id     bigint not null comment 'The tag that this row belongs to.',
    created_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was inserted.',
    updated_at datetime(6) not null default (utc_timestamp(6)) comment 'When the row was last changed; kept by a trigger.',
    primary key (product_id, tag_id),
    index idx_product_tags_tag_id (tag_id) comment 'products-with-tag: equality on tag_id.',
    constraint fk_product_tags_products foreign key (product_id) references products (id) on delete cascade on update no action,
    constraint fk_product_tags_tags foreign key (tag_id) references tags (id) on delete cascade on update no action
) engine = InnoDB default character set utf8mb4 collate utf8mb4_0900_ai_ci comment 'Which product belongs with which tag; one row for each pair.';

create trigger countries_set_updated_at
    before update on countries
    for each row set new.updated_at = utc_timestamp(6);

create trigger currencies_set_updated_at
    before update on currencies
    for each row set new.updated_at = utc_timestamp(6);

create trigger customers_set_updated_at
    before update on customers
    for each row set new.updated_at = utc_timestamp(6);

create trigger loyalty_accounts_set_updated_at
    before update on loyalty_accounts
    for each row set new.updated_at = utc_timestamp(6);

create trigger addresses_set_updated_at
    before update on addresses
    for each row set new.updated_at = utc_timestamp(6);

create trigger categories_set_updated_at
    before update on categories
    for each row set new.updated_at = utc_timestamp(6);

create trigger brands_set_updated_at
    before update on brands
    for each row set new.updated_at = utc_timestamp(6);

create trigger tags_set_updated_at
    before update on tags
    for each row set new.updated_at = utc_timestamp(6);

create trigger products_set_updated_at
    before update on products
    for each row set new.updated_at = utc_timestamp(6);

create trigger product_images_set_updated_at
    before update on product_images
    for each row set new.updated_at = utc_timestamp(6);

create trigger warehouses_set_updated_at
    before update on warehouses
    for each row set new.updated_at = utc_timestamp(6);

create trigger inventories_set_updated_at
    before update on inventories
    for each row set new.updated_at = utc_timestamp(6);

create trigger coupons_set_updated_at
    before update on coupons
    for each row set new.updated_at = utc_timestamp(6);

create trigger carts_set_updated_at
    before update on carts
    for each row set new.updated_at = utc_timestamp(6);

create trigger cart_items_set_updated_at
    before update on cart_items
    for each row set new.updated_at = utc_timestamp(6);

create trigger orders_set_updated_at
    before update on orders
    for each row set new.updated_at = utc_timestamp(6);

create trigger order_items_set_updated_at
    before update on order_items
    for each row set new.updated_at = utc_timestamp(6);

create trigger payments_set_updated_at
    before update on payments
    for each row set new.updated_at = utc_timestamp(6);

create trigger shipments_set_updated_at
    before update on shipments
    for each row set new.updated_at = utc_timestamp(6);

create trigger reviews_set_updated_at
    before update on reviews
    for each row set new.updated_at = utc_timestamp(6);

create trigger wishlists_set_updated_at
    before update on wishlists
    for each row set new.updated_at = utc_timestamp(6);

create trigger wishlist_items_set_updated_at
    before update on wishlist_items
    for each row set new.updated_at = utc_timestamp(6);

create trigger product_tags_set_updated_at
    before update on product_tags
    for each row set new.updated_at = utc_timestamp(6);
