-- product-page
select p.id, p.sku, p.name, p.description, p.price, p.compare_at_price, p.status, p.specifications, b.name as brand_name, c.name as category_name
from products as p
left join brands as b on b.id = p.brand_id
join categories as c on c.id = p.category_id
where p.slug = ?;

-- product-images
select pi.url, pi.alt_text
from product_images as pi
where pi.product_id = ?
order by pi.position;

-- category-listing
select p.id, p.slug, p.name, p.price, p.compare_at_price, p.created_at
from products as p
where p.category_id = ?
    and p.status = 'active'
order by p.created_at desc, p.id desc
limit 24;

-- category-by-price
select p.id, p.slug, p.name, p.price, p.compare_at_price
from products as p
where p.category_id = ?
    and p.status = 'active'
    and p.price between ? and ?
order by p.price
limit 24;

-- products-with-tag
select p.slug as product_slug, p.name as product_name, p.price as product_price
from product_tags as pt
join products as p on p.id = pt.product_id
where pt.tag_id = ?
limit 24;

-- search-products
select p.id, p.slug, p.name, p.price
from (
    select p.id, match (p.name, p.description) against (? in natural language mode) as relevance
    from products as p
    where match (p.name, p.description) against (? in natural language mode)
        and p.status = 'active'
    order by relevance desc
    limit 24
) as matches
join products as p on p.id = matches.id
order by matches.relevance desc, p.id;

-- filter-by-specification
select p.id, p.slug, p.name, p.price
from products as p
where json_contains(p.specifications, ?)
    and p.status = 'active'
limit 24;

-- product-by-sku
select p.id, p.name, p.weight_grams, p.status
from products as p
where p.sku = ?;

-- category-tree
with recursive walk as (
    select c2.id, 0 as depth
    from categories as c2
    where c2.id = ?
    union all
    select c3.id, walk.depth + 1
    from walk
    join categories as c3 on c3.parent_id = walk.id
    where walk.depth < 6
)
select c.id, c.name, c.slug, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;

-- category-path
with recursive walk as (
    select c2.id, c2.parent_id, 0 as depth
    from categories as c2
    where c2.id = ?
    union all
    select c3.id, c3.parent_id, walk.depth + 1
    from walk
    join categories as c3 on c3.id = walk.parent_id
    where walk.depth < 6
)
select c.id, c.name, c.slug, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;

-- availability
select w.name as warehouse_name, i.on_hand, i.reserved
from inventories as i
join warehouses as w on w.id = i.warehouse_id
where i.product_id = ?;

-- product-reviews
select straight_join r.id, r.rating, r.title, r.body, r.created_at, c.name as customer_name
from reviews as r
join customers as c on c.id = r.customer_id
where r.product_id = ?
    and r.status = 'published'
order by r.created_at desc, r.id desc
limit 10;

-- product-rating
select count(*) as count, avg(r.rating) as avg_rating
from reviews as r
where r.product_id = ?
    and r.status = 'published';

-- bought-together
select other.product_id, count(*) as times from products join order_items bought on bought.product_id = products.id join order_items other on other.order_id = bought.order_id and other.product_id <> bought.product_id where products.slug = ? group by other.product_id order by times desc, other.product_id limit 10;

-- open-cart
select c.id, c.token
from carts as c
where c.customer_id = ?
    and c.status = 'open'
order by c.created_at desc
limit 1;

-- guest-cart
select c.id, c.status
from carts as c
where c.token = ?;

-- cart-contents
select ci.id, ci.quantity, p.name as product_name, p.slug as product_slug, p.price as product_price, p.status as product_status
from cart_items as ci
join products as p on p.id = ci.product_id
where ci.cart_id = ?;

-- start-cart
insert into carts (customer_id, token)
values (?, ?);

-- add-to-cart
insert into cart_items (cart_id, product_id)
values (?, ?);

-- change-quantity
update cart_items as ci
set quantity = ?
where ci.cart_id = ?
    and ci.product_id = ?;

-- remove-from-cart
delete ci from cart_items as ci
where ci.cart_id = ?
    and ci.product_id = ?;

-- find-coupon
select c.id, c.percent_off, c.amount_off, c.minimum_subtotal, c.starts_at, c.ends_at
from coupons as c
where c.code = ?;

-- place-order
insert into orders (customer_id, currency_code, coupon_id, shipping_address_id, billing_address_id, number, subtotal, discount, total, note)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- add-order-line
insert into order_items (order_id, line_number, product_id, unit_price)
values (?, ?, ?, ?);

-- book-stock
update inventories as i
set on_hand = ?, reserved = ?
where i.warehouse_id = ?
    and i.product_id = ?;

-- record-payment
insert into payments (order_id, provider_reference, amount, captured_at)
values (?, ?, ?, ?);

-- settle-payment
update payments as p
set status = ?, captured_at = ?
where p.provider_reference = ?;

-- recent-orders
select o.id, o.number, o.total, o.status, o.placed_at
from orders as o
where o.customer_id = ?
    and o.status in (?)
order by o.placed_at desc, o.id desc
limit 20;

-- order-by-number
select o.id, o.status, o.subtotal, o.discount, o.shipping_cost, o.total, o.placed_at, c.name as customer_name, c.email as customer_email
from orders as o
join customers as c on c.id = o.customer_id
where o.number = ?;

-- order-lines
select oi.line_number, oi.quantity, oi.unit_price, p.sku as product_sku, p.name as product_name
from order_items as oi
join products as p on p.id = oi.product_id
where oi.order_id = ?
order by oi.line_number;

-- order-payments
select p.id, p.provider, p.amount, p.status, p.captured_at
from payments as p
where p.order_id = ?;

-- order-shipments
select s.id, s.tracking_number, s.carrier, s.status, s.shipped_at, s.delivered_at
from shipments as s
where s.order_id = ?;

-- packing-queue
select o.id, o.number, o.placed_at
from orders as o
where o.status = 'paid'
order by o.placed_at
limit 50;

-- advance-order
update orders as o
set status = ?
where o.id = ?;

-- ship-parcel
insert into shipments (order_id, warehouse_id, tracking_number, shipped_at, delivered_at)
values (?, ?, ?, ?, ?);

-- track-parcel
select s.status, s.carrier, s.shipped_at, s.delivered_at, o.number as order_number
from shipments as s
join orders as o on o.id = s.order_id
where s.tracking_number = ?;

-- sign-in
select c.id, c.password, c.status
from customers as c
where c.email = ?
    and c.deleted_at is null;

-- register
insert into customers (email, password, name, phone, last_seen_at)
values (?, ?, ?, ?, ?);

-- customer-addresses
select a.id, a.recipient, a.street, a.street_extra, a.postcode, a.city, c.name as country_name, a.is_default
from addresses as a
join countries as c on c.code = a.country_code
where a.customer_id = ?;

-- add-address
insert into addresses (country_code, customer_id, recipient, street, street_extra, postcode, city)
values (?, ?, ?, ?, ?, ?, ?);

-- find-customer-by-name
select c.id, c.name, c.email, c.status
from customers as c
where instr(c.name, ?) > 0
    and c.deleted_at is null
order by c.name
limit 20;

-- wishlist-contents
select wi.added_at, p.name as product_name, p.slug as product_slug, p.price as product_price
from wishlist_items as wi
join products as p on p.id = wi.product_id
where wi.wishlist_id = ?
order by wi.added_at desc;

-- remember-product
insert into wishlist_items (wishlist_id, product_id)
values (?, ?);

-- forget-product
delete wi from wishlist_items as wi
where wi.wishlist_id = ?
    and wi.product_id = ?;

-- write-review
insert into reviews (customer_id, product_id, rating, title, body)
values (?, ?, ?, ?, ?);

-- moderate-review
update reviews as r
set status = ?
where r.id = ?;

-- reprice-product
update products as p
set price = ?, compare_at_price = ?
where p.id = ?;

-- sales-by-day
select date(o.placed_at) as placed_at_day, count(*) as count, sum(o.total) as sum_total
from orders as o
where o.placed_at >= ? and o.placed_at < ? + interval 30 day
group by date(o.placed_at);

-- coupon-usage
select o.coupon_id as coupon, count(*) as count, sum(o.discount) as sum_discount
from orders as o
where o.coupon_id is not null
    and o.placed_at >= ? and o.placed_at < ? + interval 7 day
group by o.coupon_id;

-- best-sellers
select oi.product_id as product, sum(oi.quantity) as sum_quantity
from order_items as oi
join orders as o on o.id = oi.order_id
where o.placed_at >= ? and o.placed_at < ? + interval 1 day
group by oi.product_id
order by sum_quantity desc
limit 20;

-- stock-by-warehouse
select i.warehouse_id as warehouse, count(*) as count, sum(i.on_hand) as sum_on_hand, sum(i.reserved) as sum_reserved
from inventories as i
group by i.warehouse_id;

