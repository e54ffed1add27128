create table if not exists notes (id bigint primary key);
begin;
create table more (id bigint primary key);
commit;
