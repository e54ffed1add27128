-- Migration: V0001
-- Why:       The shop needs them: "quotes", it's 100 % ${needed}, C:\temp, :now and `ticks` ?> done.
-- Issue:     SHOP-1
-- Author:    Ann Example <ann@example.org>

-- A remark; with a semicolon.
create table accounts (
    id integer primary key,
    email text not null check (email like '%@%'),
    "Weird ""Name""" text default 'it''s :x, ${y}, 100%, \n, `t`, """q""", ]]> and ?',
    note text not null default 'back\slash'
);
create table orders (
    id integer primary key,
    account_id integer not null references accounts (id),
    total numeric not null default 0,
    total_cents integer,
    placed_at text not null default '2024-01-01T10:00:00.000Z',
    tags text not null default '{"a": "${HOME}", "b": ":id"}' check (json_valid(tags))
);
/* A comment of
   two lines; Ä, ß, 漢字, 🐘. */
create trigger accounts_touch after update on accounts when new.note = '${user.name} %s %(x)s :note \ ?' begin
    -- nor would '''three quotes''' or """six""".
    update accounts set note = 'a;b' || '`${1+1}`' || ' it''s ' where id = new.id;
    select 1;
end;
create view recent as select id, substr(placed_at, 1, 10) as day, total_cents % 7 as rest from orders where placed_at > '2020-01-01';
-- The end.
