alter table orders add column stars int;
alter table orders add constraint orders_stars_check check (stars between 1 and 5) not valid;
create table t (a int);
alter table t add column stars int check (stars between 1 and 5);
