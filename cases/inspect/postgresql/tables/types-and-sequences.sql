create sequence numbers;
create table s (id serial primary key, n bigint default nextval('numbers'), b bigserial);
create type pair as (x integer, y text);
create table p of pair (x with options not null default 5, constraint p_y check (y <> ''), primary key (x));
create domain positive as integer check (value > 0);
create table d (x positive not null default 1, y positive[], p pair);
