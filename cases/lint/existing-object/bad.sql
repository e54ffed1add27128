create table orders (id bigint primary key, total numeric, constraint positive check (total > 0));
create index orders_total on orders (total);
create view large as select id from orders;
create type mood as enum ('sad', 'ok');
-- expect: existing-object
create table orders (id bigint primary key);
alter table orders add column placed timestamptz, add constraint positive check (id > 0);
-- expect: existing-object
alter table orders add column placed date;
-- expect: existing-object
alter table orders add constraint positive check (id > 1);
alter table orders add column note text;
-- expect: existing-object
alter table orders rename column note to placed;
create index orders_placed on orders (placed);
-- expect: existing-object
create index orders_placed on orders (note);
-- expect: existing-object
create view large as select note from orders;
-- expect: existing-object
create type mood as enum ('good');
alter type mood add value 'great';
-- expect: existing-object
alter type mood add value 'great';
