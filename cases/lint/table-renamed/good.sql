create table notes (id bigint);
alter table notes rename to remarks;
alter table orders rename constraint a to b;
alter index i rename to j;
