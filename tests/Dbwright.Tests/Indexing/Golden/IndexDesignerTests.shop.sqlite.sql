create index idx_addresss_country_code -- fk_addresss_country: finds the rows that refer to one of countries, for joins and for deletions there, which would otherwise read the whole table.
    on addresss (country_code);
-- fk_addresss_country: finds the rows that refer to one of countries, for joins and for deletions there, which would otherwise read the whole table. add-address maintains it (2/s).
-- for fk_addresss_country; about 6419111 bytes

create index idx_addresss_customer_id -- customer-addresses: equality on customer_id.
    on addresss (customer_id);
-- customer-addresses: equality on customer_id. fk_addresss_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. add-address maintains it (2/s).
-- for access.customer-addresses, fk_addresss_customer; about 2917777 bytes

create index idx_cart_items_product_id -- fk_cart_items_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table.
    on cart_items (product_id);
-- fk_cart_items_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table. 2 write patterns maintain it (43/s).
-- for fk_cart_items_product; about 2020000 bytes

create index idx_carts_customer_id_created_at -- open-cart: equality on customer_id, then the order created_at descending.
    on carts (customer_id, created_at desc);
-- open-cart: equality on customer_id, then the order created_at descending. fk_carts_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. start-cart maintains it (15/s).
-- for access.open-cart, fk_carts_customer; about 2334222 bytes

create index idx_categories_parent_id -- fk_categories_parent: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table.
    on categories (parent_id);
-- fk_categories_parent: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for fk_categories_parent; about 16384 bytes

create unique index uq_customers_email
    on customers (email)
    where deleted_at is null;
-- Keeps email unique among the rows with deleted_at is null. register maintains it (1/s).
-- for access.sign-in; about 4937777 bytes

create index idx_customers_name -- find-customer-by-name: the order name.
    on customers (name);
-- find-customer-by-name: the order name. register maintains it (1/s).
-- for access.find-customer-by-name; about 4937777 bytes

create index idx_inventories_product_id -- availability: equality on product_id.
    on inventories (product_id);
-- availability: equality on product_id. fk_inventories_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for access.availability, fk_inventories_product; about 448888 bytes

create index idx_order_items_product_id -- bought-together: equality on product_id.
    on order_items (product_id);
-- bought-together: equality on product_id. fk_order_items_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table. add-order-line maintains it (7/s).
-- for access.bought-together, fk_order_items_product; about 29177777 bytes

create index idx_orders_billing_address_id -- fk_orders_billing_address: finds the rows that refer to one of addresss, for joins and for deletions there, which would otherwise read the whole table.
    on orders (billing_address_id);
-- fk_orders_billing_address: finds the rows that refer to one of addresss, for joins and for deletions there, which would otherwise read the whole table. place-order maintains it (3/s).
-- for fk_orders_billing_address; about 13466666 bytes

create index idx_orders_coupon_id -- fk_orders_coupon: finds the rows that refer to one of coupons, for joins and for deletions there, which would otherwise read the whole table.
    on orders (coupon_id);
-- fk_orders_coupon: finds the rows that refer to one of coupons, for joins and for deletions there, which would otherwise read the whole table. place-order maintains it (3/s).
-- for fk_orders_coupon; about 13466666 bytes

create index idx_orders_currency_code -- fk_orders_currency: finds the rows that refer to one of currencies, for joins and for deletions there, which would otherwise read the whole table.
    on orders (currency_code);
-- fk_orders_currency: finds the rows that refer to one of currencies, for joins and for deletions there, which would otherwise read the whole table. place-order maintains it (3/s).
-- for fk_orders_currency; about 29626666 bytes

create index idx_orders_customer_id_placed_at_id -- recent-orders: equality on customer_id, then the order placed_at descending, id descending.
    on orders (customer_id, placed_at desc, id desc);
-- recent-orders: equality on customer_id, then the order placed_at descending, id descending. fk_orders_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. place-order maintains it (3/s).
-- for access.recent-orders, fk_orders_customer; about 40400000 bytes

create index idx_orders_placed_at_total_coupon_id_discount -- sales-by-day: the range of placed_at, with total kept along, so that the table itself need not be read.
    on orders (placed_at, total, coupon_id, discount);
-- sales-by-day: the range of placed_at, with total kept along, so that the table itself need not be read. coupon-usage: the range of placed_at, with coupon_id and discount kept along, so that the table itself need not be read. best-sellers: the range of placed_at. place-order maintains it (3/s).
-- for access.sales-by-day, access.coupon-usage, access.best-sellers; about 45786666 bytes

create index idx_orders_placed_at_where_status -- packing-queue: the order placed_at, only for the rows with status = 'paid', about 6.7 % of them.
    on orders (placed_at)
    where status = 'paid';
-- packing-queue: the order placed_at, only for the rows with status = 'paid', about 6.7 % of them. 2 write patterns maintain it (9/s).
-- for access.packing-queue; about 1975111 bytes

create index idx_orders_shipping_address_id -- fk_orders_shipping_address: finds the rows that refer to one of addresss, for joins and for deletions there, which would otherwise read the whole table.
    on orders (shipping_address_id);
-- fk_orders_shipping_address: finds the rows that refer to one of addresss, for joins and for deletions there, which would otherwise read the whole table. place-order maintains it (3/s).
-- for fk_orders_shipping_address; about 13466666 bytes

create index idx_payments_order_id -- order-payments: equality on order_id.
    on payments (order_id);
-- order-payments: equality on order_id. fk_payments_order: finds the rows that refer to one of orders, for joins and for deletions there, which would otherwise read the whole table. record-payment maintains it (3/s).
-- for access.order-payments, fk_payments_order; about 13915555 bytes

create index idx_product_tags_tag_id -- products-with-tag: equality on tag_id.
    on product_tags (tag_id);
-- products-with-tag: equality on tag_id. fk_product_tags_tag: finds the rows that refer to one of tags, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for access.products-with-tag, fk_product_tags_tag; about 561111 bytes

create index idx_products_brand_id -- fk_products_brand: finds the rows that refer to one of brands, for joins and for deletions there, which would otherwise read the whole table.
    on products (brand_id);
-- fk_products_brand: finds the rows that refer to one of brands, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for fk_products_brand; about 224444 bytes

create index idx_products_category_id_created_at_id -- category-listing: equality on category_id, then the order created_at descending, id descending.
    on products (category_id, created_at desc, id desc);
-- category-listing: equality on category_id, then the order created_at descending, id descending. No write pattern maintains it.
-- for access.category-listing; about 673333 bytes

create index idx_products_category_id_price -- category-by-price: equality on category_id, then the order price.
    on products (category_id, price);
-- category-by-price: equality on category_id, then the order price. fk_products_category: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table. reprice-product maintains it (1/s).
-- for access.category-by-price, fk_products_category; about 314222 bytes

create index idx_reviews_product_id_created_at_id -- product-reviews: equality on product_id, then the order created_at descending, id descending.
    on reviews (product_id, created_at desc, id desc);
-- product-reviews: equality on product_id, then the order created_at descending, id descending. product-rating: equality on product_id. fk_reviews_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table. write-review maintains it (1/s).
-- for access.product-reviews, access.product-rating, fk_reviews_product; about 8080000 bytes

create index idx_shipments_order_id -- order-shipments: equality on order_id.
    on shipments (order_id);
-- order-shipments: equality on order_id. fk_shipments_order: finds the rows that refer to one of orders, for joins and for deletions there, which would otherwise read the whole table. ship-parcel maintains it (3/s).
-- for access.order-shipments, fk_shipments_order; about 13017777 bytes

create index idx_shipments_warehouse_id -- fk_shipments_warehouse: finds the rows that refer to one of warehouses, for joins and for deletions there, which would otherwise read the whole table.
    on shipments (warehouse_id);
-- fk_shipments_warehouse: finds the rows that refer to one of warehouses, for joins and for deletions there, which would otherwise read the whole table. ship-parcel maintains it (3/s).
-- for fk_shipments_warehouse; about 13017777 bytes

create index idx_wishlist_items_product_id -- fk_wishlist_items_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table.
    on wishlist_items (product_id);
-- fk_wishlist_items_product: finds the rows that refer to one of products, for joins and for deletions there, which would otherwise read the whole table. 2 write patterns maintain it (6/s).
-- for fk_wishlist_items_product; about 1346666 bytes

create index idx_wishlists_customer_id -- fk_wishlists_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table.
    on wishlists (customer_id);
-- fk_wishlists_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for fk_wishlists_customer; about 448888 bytes

-- product-page: uq_products_slug finds at most one row for slug.
-- served by uq_products_slug
select p.id, p.sku, p.name, p.description, p.price, p.compare_at_price, p.status, p.specifications, b.name as brand_name, c.name as category_name
from products as p
left join brands as b on b.id = p.brand_id
join categories as c on c.id = p.category_id
where p.slug = ?1;
-- slug: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = slug }

-- product-images: uq_product_images_product_id_position: equality on product_id.
-- served by uq_product_images_product_id_position
select pi.url, pi.alt_text
from product_images as pi
where pi.product_id = ?1
order by pi.position;
-- product_id: Integer { Bits = 64 } from Stored { Table = product_images, Column = product_id }

-- category-listing: idx_products_category_id_created_at_id: equality on category_id, then the order created_at descending, id descending.
-- served by idx_products_category_id_created_at_id, idx_products_category_id_price
select p.id, p.slug, p.name, p.price, p.compare_at_price, p.created_at
from products as p
where p.category_id = ?1
    and p.status = 'active'
order by p.created_at desc, p.id desc
limit 24;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }

select p.id, p.slug, p.name, p.price, p.compare_at_price, p.created_at
from products as p
where p.category_id = ?1
    and p.status = 'active'
    and (p.created_at, p.id) < (?2, ?3)
order by p.created_at desc, p.id desc
limit 24;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- after_created_at: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = created_at }
-- after_id: Integer { Bits = 64 } from Stored { Table = products, Column = id }

-- category-by-price: idx_products_category_id_price: equality on category_id, then the order price.
-- served by idx_products_category_id_price, idx_products_category_id_created_at_id
select p.id, p.slug, p.name, p.price, p.compare_at_price
from products as p
where p.category_id = ?1
    and p.status = 'active'
    and p.price between ?2 and ?3
order by p.price
limit 24;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- price_from: Integer { Bits = 64 } from Stored { Table = products, Column = price }
-- price_to: Integer { Bits = 64 } from RangeEnd { Start = 1, Table = products, Column = price, Share = 0.01 }

-- products-with-tag: idx_product_tags_tag_id: equality on tag_id.
-- served by idx_product_tags_tag_id
select p.slug as product_slug, p.name as product_name, p.price as product_price
from product_tags as pt
join products as p on p.id = pt.product_id
where pt.tag_id = ?1
limit 24;
-- tag_id: Integer { Bits = 64 } from Stored { Table = product_tags, Column = tag_id }

-- search-products: The full-text table products_search keeps the words of name and description; triggers keep it up to date.
-- served by products_search
with matches as materialized (
    select products_search.rowid as id, bm25(products_search, 1.0, 0.5) as rank
    from products_search
    join products as p on p.id = products_search.rowid
    where products_search match '"' || replace(replace(?1, '"', '""'), ' ', '" "') || '"'
        and p.status = 'active'
    limit 1000
)
select p.id, p.slug, p.name, p.price
from matches
join products as p on p.id = matches.id
order by matches.rank, p.id
limit 24;
-- words: Text { MaxLength = , Fixed = False } from Words { Table = products, Column = name, Substring = False }

-- filter-by-specification: No index of this engine finds what the documents of specifications contain: it reads products row by row.
-- served by 
select p.id, p.slug, p.name, p.price
from products as p
where not exists (
        select 1 from json_tree(?1) as wanted
        where wanted.atom is not null and not exists (
            select 1 from json_tree(p.specifications) as kept
            where kept.fullkey = wanted.fullkey and kept.atom = wanted.atom))
    and p.status = 'active'
limit 24;
-- specifications: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = specifications }

-- product-by-sku: uq_products_sku finds at most one row for sku.
-- served by uq_products_sku
select p.id, p.name, p.weight_grams, p.status
from products as p
where p.sku = ?1;
-- sku: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = sku }

-- category-tree: categories has about 300 rows: reading them all is as fast as an index.
-- served by 
with recursive walk as (
    select c2.id, 0 as depth
    from categories as c2
    where c2.id = ?1
    union all
    select c3.id, walk.depth + 1
    from walk
    join categories as c3 on c3.parent_id in (walk.id)
    where walk.depth < 6
)
select c.id, c.name, c.slug, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;
-- id: Integer { Bits = 64 } from Stored { Table = categories, Column = id }

-- category-path: categories has about 300 rows: reading them all is as fast as an index.
-- served by 
with recursive walk as (
    select c2.id, c2.parent_id, 0 as depth
    from categories as c2
    where c2.id = ?1
    union all
    select c3.id, c3.parent_id, walk.depth + 1
    from walk
    join categories as c3 on c3.id in (walk.parent_id)
    where walk.depth < 6
)
select c.id, c.name, c.slug, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;
-- id: Integer { Bits = 64 } from Stored { Table = categories, Column = id }

-- availability: idx_inventories_product_id: equality on product_id.
-- served by idx_inventories_product_id
select w.name as warehouse_name, i.on_hand, i.reserved
from inventories as i
join warehouses as w on w.id = i.warehouse_id
where i.product_id = ?1;
-- product_id: Integer { Bits = 64 } from Stored { Table = inventories, Column = product_id }

-- product-reviews: idx_reviews_product_id_created_at_id: equality on product_id, then the order created_at descending, id descending.
-- served by idx_reviews_product_id_created_at_id
select r.id, r.rating, r.title, r.body, r.created_at, c.name as customer_name
from reviews as r
join customers as c on c.id = r.customer_id
where r.product_id = ?1
    and r.status = 'published'
order by r.created_at desc, r.id desc
limit 10;
-- product_id: Integer { Bits = 64 } from Stored { Table = reviews, Column = product_id }

select r.id, r.rating, r.title, r.body, r.created_at, c.name as customer_name
from reviews as r
join customers as c on c.id = r.customer_id
where r.product_id = ?1
    and r.status = 'published'
    and (r.created_at, r.id) < (?2, ?3)
order by r.created_at desc, r.id desc
limit 10;
-- product_id: Integer { Bits = 64 } from Stored { Table = reviews, Column = product_id }
-- after_created_at: Text { MaxLength = , Fixed = False } from Stored { Table = reviews, Column = created_at }
-- after_id: Integer { Bits = 64 } from Stored { Table = reviews, Column = id }

-- product-rating: idx_reviews_product_id_created_at_id: equality on product_id.
-- served by idx_reviews_product_id_created_at_id
select count(*) as count, avg(r.rating) as avg_rating
from reviews as r
where r.product_id = ?1
    and r.status = 'published';
-- product_id: Integer { Bits = 64 } from Stored { Table = reviews, Column = product_id }

-- bought-together: uq_products_slug finds at most one row for slug. idx_order_items_product_id: equality on product_id. pk_order_items: equality on order_id.
-- served by uq_products_slug, idx_order_items_product_id, pk_order_items
select other.product_id, count(*) as times from products join order_items bought on bought.product_id = products.id join order_items other on other.order_id = bought.order_id and other.product_id <> bought.product_id where products.slug = ?1 group by other.product_id order by times desc, other.product_id limit 10;
-- slug: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = slug }

-- open-cart: idx_carts_customer_id_created_at: equality on customer_id, then the order created_at descending.
-- served by idx_carts_customer_id_created_at
select c.id, c.token
from carts as c
where c.customer_id = ?1
    and c.status = 'open'
order by c.created_at desc
limit 1;
-- customer_id: Integer { Bits = 64 } from Stored { Table = carts, Column = customer_id }

-- guest-cart: uq_carts_token finds at most one row for token.
-- served by uq_carts_token
select c.id, c.status
from carts as c
where c.token = ?1;
-- token: Text { MaxLength = , Fixed = False } from Stored { Table = carts, Column = token }

-- cart-contents: uq_cart_items_cart_id_product_id: equality on cart_id.
-- served by uq_cart_items_cart_id_product_id
select ci.id, ci.quantity, p.name as product_name, p.slug as product_slug, p.price as product_price, p.status as product_status
from cart_items as ci
join products as p on p.id = ci.product_id
where ci.cart_id = ?1;
-- cart_id: Integer { Bits = 64 } from Stored { Table = cart_items, Column = cart_id }

-- start-cart: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into carts (token, customer_id)
values (?1, ?2)
returning id;
-- token: Text { MaxLength = , Fixed = False } from Generated { Table = carts, Column = token }
-- customer_id: Integer { Bits = 64 } from Generated { Table = carts, Column = customer_id }

-- add-to-cart: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into cart_items (cart_id, product_id)
values (?1, ?2)
returning id;
-- cart_id: Integer { Bits = 64 } from Generated { Table = cart_items, Column = cart_id }
-- product_id: Integer { Bits = 64 } from Generated { Table = cart_items, Column = product_id }

-- change-quantity: uq_cart_items_cart_id_product_id finds at most one row for cart_id and product_id.
-- served by uq_cart_items_cart_id_product_id, idx_cart_items_product_id
update cart_items as ci
set quantity = ?1
where ci.cart_id = ?2
    and ci.product_id = ?3;
-- quantity: Integer { Bits = 64 } from Generated { Table = cart_items, Column = quantity }
-- cart_id: Integer { Bits = 64 } from Stored { Table = cart_items, Column = cart_id }
-- product_id: Integer { Bits = 64 } from Stored { Table = cart_items, Column = product_id }

-- remove-from-cart: uq_cart_items_cart_id_product_id finds at most one row for cart_id and product_id.
-- served by uq_cart_items_cart_id_product_id, idx_cart_items_product_id
delete from cart_items as ci
where ci.cart_id = ?1
    and ci.product_id = ?2;
-- cart_id: Integer { Bits = 64 } from Stored { Table = cart_items, Column = cart_id }
-- product_id: Integer { Bits = 64 } from Stored { Table = cart_items, Column = product_id }

-- find-coupon: coupons has about 500 rows: reading them all is as fast as an index.
-- served by 
select c.id, c.percent_off, c.amount_off, c.minimum_subtotal, c.starts_at, c.ends_at
from coupons as c
where c.code = ?1;
-- code: Text { MaxLength = , Fixed = False } from Stored { Table = coupons, Column = code }

-- place-order: An insert reads nothing; it maintains 7 indexes besides the keys.
-- served by 
insert into orders (number, subtotal, total, note, customer_id, currency_code, coupon_id, shipping_address_id, billing_address_id)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
returning id;
-- number: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = number }
-- subtotal: Integer { Bits = 64 } from Generated { Table = orders, Column = subtotal }
-- total: Integer { Bits = 64 } from Generated { Table = orders, Column = total }
-- note: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = note }
-- customer_id: Integer { Bits = 64 } from Generated { Table = orders, Column = customer_id }
-- currency_code: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = currency_code }
-- coupon_id: Integer { Bits = 64 } from Generated { Table = orders, Column = coupon_id }
-- shipping_address_id: Integer { Bits = 64 } from Generated { Table = orders, Column = shipping_address_id }
-- billing_address_id: Integer { Bits = 64 } from Generated { Table = orders, Column = billing_address_id }

-- add-order-line: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into order_items (line_number, unit_price, order_id, product_id)
values (?1, ?2, ?3, ?4);
-- line_number: Integer { Bits = 64 } from Generated { Table = order_items, Column = line_number }
-- unit_price: Integer { Bits = 64 } from Generated { Table = order_items, Column = unit_price }
-- order_id: Integer { Bits = 64 } from Generated { Table = order_items, Column = order_id }
-- product_id: Integer { Bits = 64 } from Generated { Table = order_items, Column = product_id }

-- book-stock: pk_inventories finds at most one row for warehouse_id and product_id.
-- served by idx_inventories_product_id, pk_inventories
update inventories as i
set on_hand = ?1, reserved = ?2
where i.warehouse_id = ?3
    and i.product_id = ?4;
-- on_hand: Integer { Bits = 64 } from Generated { Table = inventories, Column = on_hand }
-- reserved: Integer { Bits = 64 } from Generated { Table = inventories, Column = reserved }
-- warehouse_id: Integer { Bits = 64 } from Stored { Table = inventories, Column = warehouse_id }
-- product_id: Integer { Bits = 64 } from Stored { Table = inventories, Column = product_id }

-- record-payment: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into payments (provider_reference, amount, captured_at, order_id)
values (?1, ?2, ?3, ?4)
returning id;
-- provider_reference: Text { MaxLength = , Fixed = False } from Generated { Table = payments, Column = provider_reference }
-- amount: Integer { Bits = 64 } from Generated { Table = payments, Column = amount }
-- captured_at: Text { MaxLength = , Fixed = False } from Generated { Table = payments, Column = captured_at }
-- order_id: Integer { Bits = 64 } from Generated { Table = payments, Column = order_id }

-- settle-payment: uq_payments_provider_reference finds at most one row for provider_reference.
-- served by uq_payments_provider_reference
update payments as p
set status = ?1, captured_at = ?2
where p.provider_reference = ?3;
-- status: Text { MaxLength = , Fixed = False } from Generated { Table = payments, Column = status }
-- captured_at: Text { MaxLength = , Fixed = False } from Generated { Table = payments, Column = captured_at }
-- provider_reference: Text { MaxLength = , Fixed = False } from Stored { Table = payments, Column = provider_reference }

-- recent-orders: idx_orders_customer_id_placed_at_id: equality on customer_id, then the order placed_at descending, id descending.
-- served by idx_orders_customer_id_placed_at_id
select o.id, o.number, o.total, o.status, o.placed_at
from orders as o
where o.customer_id = ?1
    and o.status in (select value from json_each(?2))
order by o.placed_at desc, o.id desc
limit 20;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }
-- status[]: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = status }

select o.id, o.number, o.total, o.status, o.placed_at
from orders as o
where o.customer_id = ?1
    and o.status in (select value from json_each(?2))
    and (o.placed_at, o.id) < (?3, ?4)
order by o.placed_at desc, o.id desc
limit 20;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }
-- status[]: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = status }
-- after_placed_at: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }
-- after_id: Integer { Bits = 64 } from Stored { Table = orders, Column = id }

-- order-by-number: uq_orders_number finds at most one row for number.
-- served by uq_orders_number
select o.id, o.status, o.subtotal, o.discount, o.shipping_cost, o.total, o.placed_at, c.name as customer_name, c.email as customer_email
from orders as o
join customers as c on c.id = o.customer_id
where o.number = ?1;
-- number: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = number }

-- order-lines: pk_order_items: equality on order_id.
-- served by pk_order_items
select oi.line_number, oi.quantity, oi.unit_price, p.sku as product_sku, p.name as product_name
from order_items as oi
join products as p on p.id = oi.product_id
where oi.order_id = ?1
order by oi.line_number;
-- order_id: Integer { Bits = 64 } from Stored { Table = order_items, Column = order_id }

-- order-payments: idx_payments_order_id: equality on order_id.
-- served by idx_payments_order_id
select p.id, p.provider, p.amount, p.status, p.captured_at
from payments as p
where p.order_id = ?1;
-- order_id: Integer { Bits = 64 } from Stored { Table = payments, Column = order_id }

-- order-shipments: idx_shipments_order_id: equality on order_id.
-- served by idx_shipments_order_id
select s.id, s.tracking_number, s.carrier, s.status, s.shipped_at, s.delivered_at
from shipments as s
where s.order_id = ?1;
-- order_id: Integer { Bits = 64 } from Stored { Table = shipments, Column = order_id }

-- packing-queue: idx_orders_placed_at_where_status: the order placed_at, only for the rows with status = 'paid', about 6.7 % of them.
-- served by idx_orders_placed_at_where_status
select o.id, o.number, o.placed_at
from orders as o
where o.status = 'paid'
order by o.placed_at
limit 50;

-- advance-order: pk_orders finds at most one row for id.
-- served by pk_orders
update orders as o
set status = ?1
where o.id = ?2;
-- status: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = status }
-- id: Integer { Bits = 64 } from Stored { Table = orders, Column = id }

-- ship-parcel: An insert reads nothing; it maintains 2 indexes besides the keys.
-- served by 
insert into shipments (tracking_number, shipped_at, delivered_at, order_id, warehouse_id)
values (?1, ?2, ?3, ?4, ?5)
returning id;
-- tracking_number: Text { MaxLength = , Fixed = False } from Generated { Table = shipments, Column = tracking_number }
-- shipped_at: Text { MaxLength = , Fixed = False } from Generated { Table = shipments, Column = shipped_at }
-- delivered_at: Text { MaxLength = , Fixed = False } from Generated { Table = shipments, Column = delivered_at }
-- order_id: Integer { Bits = 64 } from Generated { Table = shipments, Column = order_id }
-- warehouse_id: Integer { Bits = 64 } from Generated { Table = shipments, Column = warehouse_id }

-- track-parcel: uq_shipments_tracking_number finds at most one row for tracking_number.
-- served by uq_shipments_tracking_number
select s.status, s.carrier, s.shipped_at, s.delivered_at, o.number as order_number
from shipments as s
join orders as o on o.id = s.order_id
where s.tracking_number = ?1;
-- tracking_number: Text { MaxLength = , Fixed = False } from Stored { Table = shipments, Column = tracking_number }

-- sign-in: uq_customers_email finds at most one row for email.
-- served by uq_customers_email
select c.id, c.password, c.status
from customers as c
where c.email = ?1
    and c.deleted_at is null;
-- email: Text { MaxLength = , Fixed = False } from Stored { Table = customers, Column = email }

-- register: An insert reads nothing; it maintains 2 indexes besides the keys.
-- served by 
insert into customers (email, password, name, phone, last_seen_at)
values (?1, ?2, ?3, ?4, ?5)
returning id;
-- email: Text { MaxLength = , Fixed = False } from Generated { Table = customers, Column = email }
-- password: Text { MaxLength = , Fixed = False } from Generated { Table = customers, Column = password }
-- name: Text { MaxLength = , Fixed = False } from Generated { Table = customers, Column = name }
-- phone: Text { MaxLength = , Fixed = False } from Generated { Table = customers, Column = phone }
-- last_seen_at: Text { MaxLength = , Fixed = False } from Generated { Table = customers, Column = last_seen_at }

-- customer-addresses: idx_addresss_customer_id: equality on customer_id.
-- served by idx_addresss_customer_id
select a.id, a.recipient, a.street, a.street_extra, a.postcode, a.city, c.name as country_name, a.is_default
from addresss as a
join countries as c on c.code = a.country_code
where a.customer_id = ?1;
-- customer_id: Integer { Bits = 64 } from Stored { Table = addresss, Column = customer_id }

-- add-address: An insert reads nothing; it maintains 2 indexes besides the keys.
-- served by 
insert into addresss (recipient, street, street_extra, postcode, city, country_code, customer_id)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
returning id;
-- recipient: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = recipient }
-- street: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = street }
-- street_extra: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = street_extra }
-- postcode: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = postcode }
-- city: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = city }
-- country_code: Text { MaxLength = , Fixed = False } from Generated { Table = addresss, Column = country_code }
-- customer_id: Integer { Bits = 64 } from Generated { Table = addresss, Column = customer_id }

-- find-customer-by-name: idx_customers_name: the order name.
-- served by idx_customers_name
select c.id, c.name, c.email, c.status
from customers as c
where instr(lower(c.name), lower(?1)) > 0
    and c.deleted_at is null
order by c.name
limit 20;
-- name: Text { MaxLength = , Fixed = False } from Words { Table = customers, Column = name, Substring = True }

-- wishlist-contents: pk_wishlist_items: equality on wishlist_id.
-- served by pk_wishlist_items
select wi.added_at, p.name as product_name, p.slug as product_slug, p.price as product_price
from wishlist_items as wi
join products as p on p.id = wi.product_id
where wi.wishlist_id = ?1
order by wi.added_at desc;
-- wishlist_id: Integer { Bits = 64 } from Stored { Table = wishlist_items, Column = wishlist_id }

-- remember-product: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into wishlist_items (wishlist_id, product_id)
values (?1, ?2);
-- wishlist_id: Integer { Bits = 64 } from Generated { Table = wishlist_items, Column = wishlist_id }
-- product_id: Integer { Bits = 64 } from Generated { Table = wishlist_items, Column = product_id }

-- forget-product: pk_wishlist_items finds at most one row for wishlist_id and product_id.
-- served by pk_wishlist_items, idx_wishlist_items_product_id
delete from wishlist_items as wi
where wi.wishlist_id = ?1
    and wi.product_id = ?2;
-- wishlist_id: Integer { Bits = 64 } from Stored { Table = wishlist_items, Column = wishlist_id }
-- product_id: Integer { Bits = 64 } from Stored { Table = wishlist_items, Column = product_id }

-- write-review: An insert reads nothing; it maintains 1 index besides the keys.
-- served by 
insert into reviews (rating, title, body, customer_id, product_id)
values (?1, ?2, ?3, ?4, ?5)
returning id;
-- rating: Integer { Bits = 64 } from Generated { Table = reviews, Column = rating }
-- title: Text { MaxLength = , Fixed = False } from Generated { Table = reviews, Column = title }
-- body: Text { MaxLength = , Fixed = False } from Generated { Table = reviews, Column = body }
-- customer_id: Integer { Bits = 64 } from Generated { Table = reviews, Column = customer_id }
-- product_id: Integer { Bits = 64 } from Generated { Table = reviews, Column = product_id }

-- moderate-review: pk_reviews finds at most one row for id.
-- served by pk_reviews
update reviews as r
set status = ?1
where r.id = ?2;
-- status: Text { MaxLength = , Fixed = False } from Generated { Table = reviews, Column = status }
-- id: Integer { Bits = 64 } from Stored { Table = reviews, Column = id }

-- reprice-product: pk_products finds at most one row for id.
-- served by pk_products
update products as p
set price = ?1, compare_at_price = ?2
where p.id = ?3;
-- price: Integer { Bits = 64 } from Generated { Table = products, Column = price }
-- compare_at_price: Integer { Bits = 64 } from Generated { Table = products, Column = compare_at_price }
-- id: Integer { Bits = 64 } from Stored { Table = products, Column = id }

-- sales-by-day: idx_orders_placed_at_total_coupon_id_discount: the range of placed_at, with total kept along, so that the table itself need not be read.
-- served by idx_orders_placed_at_total_coupon_id_discount
select strftime('%Y-%m-%d', o.placed_at) as placed_at_day, count(*) as count, sum(o.total) as sum_total
from orders as o
where o.placed_at >= ?1 and o.placed_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+30 days')
group by strftime('%Y-%m-%d', o.placed_at);
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- coupon-usage: idx_orders_placed_at_total_coupon_id_discount: the range of placed_at, with coupon_id and discount kept along, so that the table itself need not be read.
-- served by idx_orders_placed_at_total_coupon_id_discount
select o.coupon_id as coupon, count(*) as count, sum(o.discount) as sum_discount
from orders as o
where o.coupon_id is not null
    and o.placed_at >= ?1 and o.placed_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+7 days')
group by o.coupon_id;
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- best-sellers: pk_order_items: equality on order_id.
-- served by pk_order_items
select oi.product_id as product, sum(oi.quantity) as sum_quantity
from order_items as oi
join orders as o on o.id = oi.order_id
where o.placed_at >= ?1 and o.placed_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+1 day')
group by oi.product_id
order by sum_quantity desc
limit 20;
-- order_placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- stock-by-warehouse: It reads all of the about 20,000 rows of inventories: no condition narrows them.
-- served by 
select i.warehouse_id as warehouse, count(*) as count, sum(i.on_hand) as sum_on_hand, sum(i.reserved) as sum_reserved
from inventories as i
group by i.warehouse_id;

Note index-forbidden: The index on orders (status) that the owner forbids was not needed. The owner forbids it: Seven values, and each order changes it four times; the packing queue has its own small index.
Warning pattern-without-index: No index serves "filter-by-specification". No index of this engine finds what the documents of specifications contain: it reads products row by row.
