create type price_range as range (subtype = numeric);
comment on type price_range is 'From a price to another';
create function time_difference(x time, y time) returns double precision language sql immutable strict as 'select extract(epoch from (x - y))::double precision';
create schema app;
create type app.time_range as range (subtype = time, subtype_diff = time_difference);
create type text_range as range (subtype = text, collation = "C");
create table offer (id integer primary key, price price_range, opening app.time_range, texts text_range);
