-- engine: sqlite
create table orders (
    id integer primary key,
    -- expect: misleading-type-name
    number string not null,
    -- expect: misleading-type-name
    token UUID,
    -- expect: misleading-type-name
    weight floating point
);
-- expect: misleading-type-name
alter table orders add column code string;
