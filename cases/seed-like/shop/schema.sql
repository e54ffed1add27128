-- Orders of customers in regions, with items and tags.
create table regions (id int primary key, name text not null);
create table customers (id bigint primary key, region_id int not null references regions (id), email text not null unique,
    country text not null, segment text, created_at timestamptz not null);
create table orders (id bigint primary key, customer_id bigint not null references customers (id), status text not null,
    channel text, placed_at timestamptz not null, total numeric(12,2) not null, note text);
create table items (id bigint primary key, order_id bigint not null references orders (id), sku text not null, quantity int not null);
create table tags (id int primary key, label text not null unique);
create table order_tags (order_id bigint not null references orders (id), tag_id int not null references tags (id), rank smallint,
    primary key (order_id, tag_id));
create index order_tags_tag on order_tags (tag_id);
create index customers_region on customers (region_id);
create index customers_country on customers (country);
create index customers_segment on customers (segment);
create index orders_customer on orders (customer_id);
create index orders_status on orders (status);
create index orders_channel on orders (channel);
create index orders_placed on orders (placed_at);
create index orders_total on orders (total);
create index items_order on items (order_id);
create index items_sku on items (sku);
create index items_quantity on items (quantity);
