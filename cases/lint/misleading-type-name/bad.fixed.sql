-- engine: sqlite
create table orders (
    id integer primary key,
    -- expect: misleading-type-name
    number text not null,
    -- expect: misleading-type-name
    token text,
    -- expect: misleading-type-name
    weight real
);
-- expect: misleading-type-name
alter table orders add column code text;
