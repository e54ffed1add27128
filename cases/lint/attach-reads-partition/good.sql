alter table orders_2027 add constraint b check (at is not null and at >= '2027-01-01' and at < '2028-01-01') not valid;
alter table orders_2027 validate constraint b;
alter table orders attach partition orders_2027 for values from ('2027-01-01') to ('2028-01-01');
create table orders_2028 (id bigint, at date);
alter table orders attach partition orders_2028 for values from ('2028-01-01') to ('2029-01-01');
