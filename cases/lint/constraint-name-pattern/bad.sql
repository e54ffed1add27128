-- expect: constraint-name-pattern
create index orders_state on orders (state);
-- expect: constraint-name-pattern
alter table orders add constraint customer foreign key (a) references b not valid;
