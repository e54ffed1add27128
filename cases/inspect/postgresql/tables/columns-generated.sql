create table a (
    w numeric not null, h numeric not null, area numeric generated always as (w * h) stored,
    name text, low text generated always as (lower(name)) stored not null, "Upper" text collate "C" generated always as (upper(name)) stored
);
create index on a (area);
