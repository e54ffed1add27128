create table item (id integer primary key, price numeric not null);
create function sum_of_items() returns numeric language sql stable as 'select sum(price) from item';
create view total as select sum_of_items() as total;
create function first_item() returns item language sql stable as 'select * from item limit 1';
create function all_totals() returns setof total language sql stable as 'select * from total';
