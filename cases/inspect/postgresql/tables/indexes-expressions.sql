create table a (x integer, y text, j jsonb, "Z" text);
create index a_1 on a (lower(y));
create index a_2 on a ((x + 1), y desc, (j ->> 'name'));
create index a_3 on a ((j -> 'a' ->> 'b)'), lower("Z")) where (y is not null and x > 3);
create unique index a_4 on a (coalesce(y, '')) include (x);
create index a_5 on a (to_tsvector('english', y));
create index a_6 on a using gin (to_tsvector('simple'::regconfig, coalesce(y, '') || ' ' || coalesce("Z", '')));
create index a_7 on a ((x is null));
create index a_8 on a ((case when x > 0 then y else 'none' end));
