-- not dumped alike: the server converts a list of texts as a whole, and what it makes of that member by member
-- since: 14
create domain colour as varchar(10) default 'red' check (value in ('red', 'green'));
create type mood as enum ('good', 'bad');
create table item (
    id integer primary key,
    kind varchar(10) not null check (kind in ('a', 'it''s', '(ARRAY[''x''::character varying])::text[]')),
    code varchar(10) check (kind not in ('x', upper(code), 'y, z') or code in ('p]', 'q"')),
    paint colour check (paint in ('red', 'blue')),
    letters varchar(5)[] default array['a', 'b'] check (letters @> array['a', 'b']::text[]::varchar[]),
    price numeric check (price in (1, 2.5)),
    spelt varchar(10) check (spelt in ('a' collate "C", 'b')),
    rough boolean generated always as (kind in ('a', 'b')) stored,
    "character" varchar(10) check ("character" = any (array['a', 'b']::varchar(3)[])),
    felt mood check (felt in ('good', 'bad')),
    exclude using btree ((kind in ('a', 'b')) with =) where (kind in ('c', 'd'))
);
create table parts (kind varchar(10) not null, id integer) partition by list ((kind in ('a', 'b')));
create index item_kind on item ((kind in ('a', 'b'))) where kind in ('c', 'd');
create statistics item_rough on (kind in ('a', 'b')), (lower(kind)) from item;
create view rough as select id, kind in ('a', 'b') as is_rough, (select count(*) from item o where o.code not in ('c', 'd')) from item where kind in ('e', 'f');
alter view rough alter column is_rough set default 'a'::varchar in ('a', 'b');
create materialized view roughest as select id from item where kind in ('a', 'b');
create function is_rough(kind varchar, wanted boolean default 'x'::varchar in ('x', 'y')) returns boolean language sql return kind in ('a', 'b') = wanted;
create function with_words() returns text language plpgsql as $$ begin return '(ARRAY[''a''::character varying])::text[]'; end $$;
create function touched() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger touch before update on item for each row when (new.kind in ('a', 'b')) execute function touched();
create rule no_rough as on delete to item where old.kind in ('a', 'b') do instead nothing;
create policy rough_only on item using (kind in ('a', 'b')) with check (kind in ('c', 'd'));
alter table item enable row level security;
