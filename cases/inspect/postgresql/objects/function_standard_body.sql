-- since: 14
create schema app;
create table app.item (id integer primary key, price numeric not null);
create function app.dear(minimum numeric) returns bigint language sql stable
begin atomic
    select count(*) from app.item where price > minimum;
end;
create function app.twice(n numeric) returns numeric language sql immutable parallel safe return n * 2;
create procedure app.raise(percent numeric) language sql
begin atomic
    update app.item set price = app.twice(price) where price < percent;
    insert into app.item select 0, 1 where false;
end;
create view app.dear_items as select id, app.twice(price) as twice from app.item;
