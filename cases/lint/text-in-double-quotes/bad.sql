-- engine: sqlite
create table orders (
    id integer primary key,
    -- expect: text-in-double-quotes, text-in-double-quotes
    kind text not null check (kind in ("new", "paid")),
    -- expect: text-in-double-quotes
    note text default "it's none"
);
-- expect: text-in-double-quotes
create index paid on orders (kind) where kind = "paid";
