create index idx_categories_parent_id -- tree-down: equality on parent_id.
    on categories (parent_id);
-- tree-down: equality on parent_id. fk_categories_parent: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for access.tree-down, fk_categories_parent; about 112222 bytes

create index idx_customers_country -- own: equality on country.
    on customers (country);
-- own: equality on country. No write pattern maintains it.
-- for access.own; about 448888 bytes

create unique index uq_customers_email
    on customers (email)
    where deleted_at is null;
-- Keeps email unique among the rows with deleted_at is null. remove-customer maintains it.
-- for access.by-unique, access.over-references; about 987555 bytes

create index idx_customers_region_code -- fk_customers_region: finds the rows that refer to one of regions, for joins and for deletions there, which would otherwise read the whole table.
    on customers (region_code);
-- fk_customers_region: finds the rows that refer to one of regions, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for fk_customers_region; about 987555 bytes

create index idx_orders_customer_id_placed_at_id -- pages: equality on customer_id, then the order placed_at descending, id descending.
    on orders (customer_id, placed_at desc, id desc);
-- pages: equality on customer_id, then the order placed_at descending, id descending. by-reference: equality on customer_id, then the order placed_at descending. over-references: equality on customer_id, then the order placed_at descending. listed: the listed values of customer_id. missing: equality on customer_id. move: equality on customer_id. fk_orders_customer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. 2 write patterns maintain it (20/s).
-- for access.pages, access.by-reference, access.over-references, access.listed, access.missing, access.move, fk_orders_customer; about 3366666 bytes

create index idx_orders_customer_id_total -- listed-in-order: equality on customer_id, then the order total descending.
    on orders (customer_id, total desc);
-- listed-in-order: equality on customer_id, then the order total descending. compared: equality on customer_id, then the range of total. 3 write patterns maintain it (25/s).
-- for access.listed-in-order, access.compared; about 1571111 bytes

create index idx_orders_placed_at -- between: the range of placed_at.
    on orders (placed_at);
-- between: the range of placed_at. window: the range of placed_at. constant-list: the order placed_at. total: the range of placed_at. by-day-and-status: the range of placed_at. own: the order placed_at. add maintains it (20/s).
-- for access.between, access.window, access.constant-list, access.total, access.by-day-and-status, access.own; about 2468888 bytes

create index idx_orders_placed_at_where_status -- constants: the order placed_at, only for the rows with status = 'open', about 13.3 % of them.
    on orders (placed_at)
    where status = 'open';
-- constants: the order placed_at, only for the rows with status = 'open', about 13.3 % of them. 3 write patterns maintain it (25/s).
-- for access.constants; about 329185 bytes

create index idx_orders_referrer_id -- fk_orders_referrer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table.
    on orders (referrer_id);
-- fk_orders_referrer: finds the rows that refer to one of customers, for joins and for deletions there, which would otherwise read the whole table. add maintains it (20/s).
-- for fk_orders_referrer; about 1122222 bytes

create index idx_orders_total -- The owner asks for it: The auditors sort by it.
    on orders (total);
-- The owner asks for it: The auditors sort by it. 2 write patterns maintain it (25/s).
-- for ; about 1122222 bytes

create index idx_products_category_id_rating_name_id -- pages-mixed: equality on category_id, then the order rating descending, name, id.
    on products (category_id, rating desc, name, id);
-- pages-mixed: equality on category_id, then the order rating descending, name, id. by-two: equality on category_id and rating. not-equal: equality on category_id. present: equality on category_id. by-week: equality on category_id. fk_products_category: finds the rows that refer to one of categories, for joins and for deletions there, which would otherwise read the whole table. add-product maintains it.
-- for access.pages-mixed, access.by-two, access.not-equal, access.present, access.by-week, fk_products_category; about 5611111 bytes

create index idx_products_category_id_released_on_id -- pages-optional: equality on category_id, then the order released_on descending, id descending.
    on products (category_id, released_on desc, id desc);
-- pages-optional: equality on category_id, then the order released_on descending, id descending. add-product maintains it.
-- for access.pages-optional; about 3366666 bytes

create index idx_products_landing_page -- long-key: equality on landing_page.
    on products (landing_page);
-- long-key: equality on landing_page. add-product maintains it.
-- for access.long-key; about 5162222 bytes

create index idx_products_name -- starts-with: the order name.
    on products (name);
-- starts-with: the order name. add-product maintains it.
-- for access.starts-with; about 4264444 bytes

create index idx_products_released_on_name -- window-of-days: the range of released_on, with name kept along, so that the table itself need not be read.
    on products (released_on, name);
-- window-of-days: the range of released_on, with name kept along, so that the table itself need not be read. add-product maintains it.
-- for access.window-of-days; about 6060000 bytes

create index idx_stocks_shop_id -- many-to-many: equality on shop_id.
    on stocks (shop_id);
-- many-to-many: equality on shop_id. fk_stocks_shop: finds the rows that refer to one of shops, for joins and for deletions there, which would otherwise read the whole table. No write pattern maintains it.
-- for access.many-to-many, fk_stocks_shop; about 1346666 bytes

-- by-key: pk_orders finds at most one row for id.
-- served by pk_orders
select o.id, o.status, o.total, o.placed_at, o.note, o.customer_id, o.referrer_id
from orders as o
where o.id = ?1;
-- id: Integer { Bits = 64 } from Stored { Table = orders, Column = id }

-- by-unique: uq_customers_email finds at most one row for email.
-- served by uq_customers_email
select c.id, c.name, c.status
from customers as c
where c.email = ?1
    and c.deleted_at is null;
-- email: Text { MaxLength = , Fixed = False } from Stored { Table = customers, Column = email }

-- by-reference: idx_orders_customer_id_placed_at_id: equality on customer_id, then the order placed_at descending.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total
select o.id, o.total, c.name as customer_name, c2.name as referrer_name
from orders as o
join customers as c on c.id = o.customer_id
left join customers as c2 on c2.id = o.referrer_id
where o.customer_id = ?1
order by o.placed_at desc
limit 20;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }

-- by-two: idx_products_category_id_rating_name_id: equality on category_id and rating.
-- served by idx_products_category_id_rating_name_id, idx_products_category_id_released_on_id
select p.id, p.name
from products as p
where p.category_id = ?1
    and p.rating = ?2;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- rating: Integer { Bits = 64 } from Stored { Table = products, Column = rating }

-- not-equal: idx_products_category_id_rating_name_id: equality on category_id.
-- served by idx_products_category_id_rating_name_id, idx_products_category_id_released_on_id
select p.id
from products as p
where p.category_id = ?1
    and p.status <> ?2;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- status: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = status }

-- compared: idx_orders_customer_id_total: equality on customer_id, then the range of total.
-- served by idx_orders_customer_id_total, idx_orders_customer_id_placed_at_id, idx_orders_placed_at, idx_orders_total
select o.id
from orders as o
where o.customer_id = ?1
    and o.total >= ?2
    and o.placed_at < ?3;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }
-- total: Integer { Bits = 64 } from Stored { Table = orders, Column = total }
-- placed_at: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- between: idx_orders_placed_at: the range of placed_at.
-- served by idx_orders_placed_at
select o.id, o.total
from orders as o
where o.placed_at between ?1 and ?2;
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }
-- placed_at_to: Text { MaxLength = , Fixed = False } from RangeEnd { Start = 0, Table = orders, Column = placed_at, Share = 0.01 }

-- window: idx_orders_placed_at: the range of placed_at.
-- served by idx_orders_placed_at
select o.id, o.total
from orders as o
where o.placed_at >= ?1 and o.placed_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+1 day');
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- window-of-days: idx_products_released_on_name: the range of released_on, with name kept along, so that the table itself need not be read.
-- served by idx_products_released_on_name
select p.id, p.name
from products as p
where p.released_on >= ?1 and p.released_on < date(?1, '+7 days');
-- released_on_from: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = released_on }

-- listed: idx_orders_customer_id_placed_at_id: the listed values of customer_id.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total
select o.id, o.total
from orders as o
where o.customer_id in (select value from json_each(?1));
-- customer_id[]: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }

-- listed-in-order: idx_orders_customer_id_total: equality on customer_id, then the order total descending.
-- served by idx_orders_customer_id_total, idx_orders_customer_id_placed_at_id
select o.id, o.total
from orders as o
where o.customer_id = ?1
    and o.status in (select value from json_each(?2))
order by o.total desc
limit 5;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }
-- status[]: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = status }

-- constants: idx_orders_placed_at_where_status: the order placed_at, only for the rows with status = 'open', about 13.3 % of them.
-- served by idx_orders_placed_at_where_status
select o.id, o.placed_at
from orders as o
where o.status = 'open'
order by o.placed_at
limit 50;

-- constant-list: idx_orders_placed_at: the order placed_at.
-- served by idx_orders_placed_at, idx_orders_total
select o.id, o.total
from orders as o
where o.status in ('open', 'paid')
    and o.total > 1000
order by o.placed_at
limit 50;

-- missing: idx_orders_customer_id_placed_at_id: equality on customer_id.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total, idx_orders_referrer_id
select o.id
from orders as o
where o.referrer_id is null
    and o.customer_id = ?1;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }

-- present: idx_products_category_id_rating_name_id: equality on category_id.
-- served by idx_products_category_id_rating_name_id, idx_products_category_id_released_on_id
select p.id
from products as p
where p.released_on is not null
    and p.category_id = ?1;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }

-- contains: No index of this engine finds a text anywhere within name: it reads customers row by row.
-- served by 
select c.id, c.name
from customers as c
where instr(lower(c.name), lower(?1)) > 0
    and c.deleted_at is null
limit 20;
-- name: Text { MaxLength = , Fixed = False } from Words { Table = customers, Column = name, Substring = True }

-- starts-with: idx_products_name: the order name.
-- served by idx_products_name
select p.id, p.name
from products as p
where p.name >= ?1 and p.name < ?1 || char(1114111)
order by p.name
limit 10;
-- name: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = name }

-- has: No index of this engine finds what the documents of properties contain: it reads products row by row.
-- served by 
select p.id, p.name
from products as p
where not exists (
        select 1 from json_tree(?1) as wanted
        where wanted.atom is not null and not exists (
            select 1 from json_tree(p.properties) as kept
            where kept.fullkey = wanted.fullkey and kept.atom = wanted.atom))
limit 20;
-- properties: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = properties }

-- over-references: idx_orders_customer_id_placed_at_id: equality on customer_id, then the order placed_at descending.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total
select o.id, r.name as customer_region_name
from orders as o
join customers as c on c.id = o.customer_id
join regions as r on r.code = c.region_code
where c.email = ?1
    and c.deleted_at is null
order by o.placed_at desc
limit 10;
-- customer_email: Text { MaxLength = , Fixed = False } from Stored { Table = customers, Column = email }

-- long-key: idx_products_landing_page: equality on landing_page.
-- served by idx_products_landing_page
select p.id
from products as p
where p.landing_page = ?1;
-- landing_page: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = landing_page }

-- weak: pk_lines: equality on order_id.
-- served by pk_lines
select l.number, l.quantity, p.name as product_name
from lines as l
join products as p on p.id = l.product_id
where l.order_id = ?1
order by l.number;
-- order_id: Integer { Bits = 64 } from Stored { Table = lines, Column = order_id }

-- many-to-many: idx_stocks_shop_id: equality on shop_id.
-- served by idx_stocks_shop_id
select s.product_id, s.on_hand
from stocks as s
where s.shop_id = ?1;
-- shop_id: Integer { Bits = 64 } from Stored { Table = stocks, Column = shop_id }

-- pages: idx_orders_customer_id_placed_at_id: equality on customer_id, then the order placed_at descending, id descending.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total
select o.id, o.total, o.placed_at
from orders as o
where o.customer_id = ?1
order by o.placed_at desc, o.id desc
limit 20;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }

select o.id, o.total, o.placed_at
from orders as o
where o.customer_id = ?1
    and (o.placed_at, o.id) < (?2, ?3)
order by o.placed_at desc, o.id desc
limit 20;
-- customer_id: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }
-- after_placed_at: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }
-- after_id: Integer { Bits = 64 } from Stored { Table = orders, Column = id }

-- pages-mixed: idx_products_category_id_rating_name_id: equality on category_id, then the order rating descending, name, id.
-- served by idx_products_category_id_rating_name_id, idx_products_category_id_released_on_id
select p.id, p.rating, p.name
from products as p
where p.category_id = ?1
order by p.rating desc, p.name, p.id
limit 20;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }

select p.id, p.rating, p.name
from products as p
where p.category_id = ?1
    and p.rating <= ?2 and (p.rating < ?2 or (p.rating = ?2 and (p.name > ?3 or (p.name = ?3 and p.id > ?4))))
order by p.rating desc, p.name, p.id
limit 20;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- after_rating: Integer { Bits = 64 } from Stored { Table = products, Column = rating }
-- after_name: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = name }
-- after_id: Integer { Bits = 64 } from Stored { Table = products, Column = id }

-- pages-optional: idx_products_category_id_released_on_id: equality on category_id, then the order released_on descending, id descending.
-- served by idx_products_category_id_released_on_id, idx_products_category_id_rating_name_id
select p.id, p.released_on
from products as p
where p.category_id = ?1
order by p.released_on desc, p.id desc
limit 20;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }

select p.id, p.released_on
from products as p
where p.category_id = ?1
    and ((p.released_on < ?2 or (p.released_on is null and ?2 is not null)) or (p.released_on is ?2 and p.id < ?3))
order by p.released_on desc, p.id desc
limit 20;
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }
-- after_released_on: Text { MaxLength = , Fixed = False } from Stored { Table = products, Column = released_on }
-- after_id: Integer { Bits = 64 } from Stored { Table = products, Column = id }

-- pages-by-key: shops is itself kept in the order of id; reading ends with the limit.
-- served by 
select s.id, s.name
from shops as s
order by s.id
limit 100;

select s.id, s.name
from shops as s
where s.id > ?1
order by s.id
limit 100;
-- after_id: Integer { Bits = 64 } from Stored { Table = shops, Column = id }

-- search: The full-text table products_search keeps the words of name and description; triggers keep it up to date.
-- served by products_search
with matches as materialized (
    select products_search.rowid as id, bm25(products_search, 1.0, 0.5) as rank
    from products_search
    where products_search match '"' || replace(replace(?1, '"', '""'), ' ', '" "') || '"'
    limit 1000
)
select p.id, p.name
from matches
join products as p on p.id = matches.id
order by matches.rank, p.id
limit 20;
-- words: Text { MaxLength = , Fixed = False } from Words { Table = products, Column = name, Substring = False }

-- search-filtered: The full-text table products_search keeps the words of name and description; triggers keep it up to date.
-- served by products_search
with matches as materialized (
    select products_search.rowid as id, bm25(products_search, 1.0, 0.5) as rank
    from products_search
    join products as p on p.id = products_search.rowid
    where products_search match '"' || replace(replace(?1, '"', '""'), ' ', '" "') || '"'
        and p.status = 'active'
        and p.price between ?2 and ?3
    limit 1000
)
select p.id, c.name as category_name
from matches
join products as p on p.id = matches.id
join categories as c on c.id = p.category_id
order by matches.rank, p.id
limit 20;
-- words: Text { MaxLength = , Fixed = False } from Words { Table = products, Column = name, Substring = False }
-- price_from: Integer { Bits = 64 } from Stored { Table = products, Column = price }
-- price_to: Integer { Bits = 64 } from RangeEnd { Start = 1, Table = products, Column = price, Share = 0.01 }

-- near: Not yet designed for SQLite.
-- served by 
-- near-within: Not yet designed for SQLite.
-- served by 
-- tree-down: pk_categories finds at most one row for id. idx_categories_parent_id: equality on parent_id.
-- served by pk_categories, idx_categories_parent_id
with recursive walk as (
    select c2.id, 0 as depth
    from categories as c2
    where c2.id = ?1
    union all
    select c3.id, walk.depth + 1
    from walk
    join categories as c3 on c3.parent_id in (walk.id)
    where walk.depth < 5
)
select c.id, c.name, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;
-- id: Integer { Bits = 64 } from Stored { Table = categories, Column = id }

-- tree-up: pk_categories finds at most one row for id.
-- served by pk_categories
with recursive walk as (
    select c2.id, c2.parent_id, 0 as depth
    from categories as c2
    where c2.id = ?1
    union all
    select c3.id, c3.parent_id, walk.depth + 1
    from walk
    join categories as c3 on c3.id in (walk.parent_id)
    where walk.depth < 5
)
select c.id, c.name, walk.depth
from walk
join categories as c on c.id = walk.id
order by walk.depth, c.id;
-- id: Integer { Bits = 64 } from Stored { Table = categories, Column = id }

-- total: idx_orders_placed_at: the range of placed_at.
-- served by idx_orders_placed_at
select count(*) as count, sum(o.total) as sum_total
from orders as o
where o.placed_at >= ?1 and o.placed_at < strftime('%Y-%m-%dT%H:%M:%fZ', ?1, '+7 days');
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- by-month: It reads all of the about 50,000 rows of orders: no condition narrows them.
-- served by 
select strftime('%Y-%m-01', o.placed_at) as placed_at_month, count(*) as count, avg(o.total) as avg_total, count(distinct o.customer_id) as count_distinct_customer
from orders as o
group by strftime('%Y-%m-01', o.placed_at);

-- by-day-and-status: idx_orders_placed_at: the range of placed_at.
-- served by idx_orders_placed_at
select strftime('%Y-%m-%d', o.placed_at) as placed_at_day, o.status, sum(o.total) as sum_total
from orders as o
where o.placed_at between ?1 and ?2
group by strftime('%Y-%m-%d', o.placed_at), o.status
order by sum_total desc
limit 10;
-- placed_at_from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }
-- placed_at_to: Text { MaxLength = , Fixed = False } from RangeEnd { Start = 0, Table = orders, Column = placed_at, Share = 0.01 }

-- by-week: idx_products_category_id_rating_name_id: equality on category_id.
-- served by idx_products_category_id_rating_name_id, idx_products_category_id_released_on_id
select date(p.released_on, '-6 days', 'weekday 1') as released_on_week, max(p.price) as max_price
from products as p
where p.category_id = ?1
group by date(p.released_on, '-6 days', 'weekday 1');
-- category_id: Integer { Bits = 64 } from Stored { Table = products, Column = category_id }

-- add: An insert reads nothing; it maintains 6 indexes besides the keys.
-- served by 
insert into orders (total, note, customer_id, referrer_id)
values (?1, ?2, ?3, ?4)
returning id;
-- total: Integer { Bits = 64 } from Generated { Table = orders, Column = total }
-- note: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = note }
-- customer_id: Integer { Bits = 64 } from Generated { Table = orders, Column = customer_id }
-- referrer_id: Integer { Bits = 64 } from Generated { Table = orders, Column = referrer_id }

-- add-line: An insert reads nothing; there is no index to maintain besides the keys.
-- served by 
insert into lines (number, order_id, product_id)
values (?1, ?2, ?3);
-- number: Integer { Bits = 64 } from Generated { Table = lines, Column = number }
-- order_id: Integer { Bits = 64 } from Generated { Table = lines, Column = order_id }
-- product_id: Integer { Bits = 64 } from Generated { Table = lines, Column = product_id }

-- add-product: An insert reads nothing; it maintains 5 indexes besides the keys.
-- served by 
insert into products (sku, name, description, price, rating, released_on, landing_page, properties, category_id)
values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
returning id;
-- sku: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = sku }
-- name: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = name }
-- description: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = description }
-- price: Integer { Bits = 64 } from Generated { Table = products, Column = price }
-- rating: Integer { Bits = 64 } from Generated { Table = products, Column = rating }
-- released_on: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = released_on }
-- landing_page: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = landing_page }
-- properties: Text { MaxLength = , Fixed = False } from Generated { Table = products, Column = properties }
-- category_id: Integer { Bits = 64 } from Generated { Table = products, Column = category_id }

-- pay: pk_orders finds at most one row for id.
-- served by pk_orders
update orders as o
set status = ?1, total = ?2
where o.id = ?3;
-- status: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = status }
-- total: Integer { Bits = 64 } from Generated { Table = orders, Column = total }
-- id: Integer { Bits = 64 } from Stored { Table = orders, Column = id }

-- move: idx_orders_customer_id_placed_at_id: equality on customer_id.
-- served by idx_orders_customer_id_placed_at_id, idx_orders_customer_id_total
update orders as o
set customer_id = ?1
where o.customer_id = ?2;
-- customer_id: Integer { Bits = 64 } from Generated { Table = orders, Column = customer_id }
-- customer_id_2: Integer { Bits = 64 } from Stored { Table = orders, Column = customer_id }

-- close: It reads about 33.3 % of the 50,000 rows of orders: beyond 10 % reading the whole table is cheaper than an index.
-- served by 
update orders as o
set status = ?1
where o.id in (
    select o2.id
    from orders as o2
    join customers as c on c.id = o2.customer_id
    where c.status = 'closed'
        and o2.placed_at < ?2
        and c.deleted_at is null
);
-- status: Text { MaxLength = , Fixed = False } from Generated { Table = orders, Column = status }
-- placed_at: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }

-- remove-line: pk_lines finds at most one row for order_id and number.
-- served by pk_lines
delete from lines as l
where l.order_id = ?1
    and l.number = ?2;
-- order_id: Integer { Bits = 64 } from Stored { Table = lines, Column = order_id }
-- number: Integer { Bits = 64 } from Stored { Table = lines, Column = number }

-- remove-customer: pk_customers finds at most one row for id.
-- served by pk_customers
update customers as c
set deleted_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
where c.id = ?1
    and c.deleted_at is null;
-- id: Integer { Bits = 64 } from Stored { Table = customers, Column = id }

-- own: idx_orders_placed_at: the order placed_at. idx_customers_country: equality on country.
-- served by idx_orders_placed_at, idx_customers_country
select o.id, c.name from orders o join customers c on c.id = o.customer_id where o.placed_at >= ?1 and o.placed_at < ?2 and c.country = ?3 order by o.placed_at limit 10;
-- from: Text { MaxLength = , Fixed = False } from Stored { Table = orders, Column = placed_at }
-- until: Text { MaxLength = , Fixed = False } from RangeEnd { Start = 0, Table = orders, Column = placed_at, Share = 0.01 }
-- country: Text { MaxLength = , Fixed = False } from Stored { Table = customers, Column = country }

Warning index-forbidden: The owner forbids the index on lines (product), which fk_lines_product asks for. The owner forbids it: Lines are never looked up by product.
Warning pattern-without-index: No index serves "contains". No index of this engine finds a text anywhere within name: it reads customers row by row.
Warning pattern-without-index: No index serves "has". No index of this engine finds what the documents of properties contain: it reads products row by row.
Note not-yet-designed: "near" is not yet designed for SQLite. SQLite cannot hold shop.place yet.
Note not-yet-designed: "near-within" is not yet designed for SQLite. SQLite cannot hold shop.place yet.
Warning pattern-without-index: No index serves "close". It reads about 33.3 % of the 50,000 rows of orders: beyond 10 % reading the whole table is cheaper than an index.
