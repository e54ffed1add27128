-- file: V1__t.sql
-- earlier
create table orders (id bigint, at date) partition by range (at);
create table orders_rest partition of orders default;
-- file: V2__t.sql
-- expect: attach-reads-default-partition
alter table orders attach partition orders_2027 for values from ('2027-01-01') to ('2028-01-01');
