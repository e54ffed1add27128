-- file: V1__t.sql
-- earlier
create table orders (id bigint, at date) partition by range (at);
create table orders_rest partition of orders default;
alter table orders_rest add constraint b check (at < '2027-01-01');
create table notes (id bigint, at date) partition by range (at);
-- file: V2__t.sql
alter table orders attach partition orders_2027 for values from ('2027-01-01') to ('2028-01-01');
alter table notes attach partition notes_2027 for values from ('2027-01-01') to ('2028-01-01');
