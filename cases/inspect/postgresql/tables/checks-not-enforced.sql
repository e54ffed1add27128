-- since: 18
create table a (x integer, constraint a_x check (x > 0) not enforced);
create table b (id integer primary key);
create table c (b_id integer, constraint c_b foreign key (b_id) references b not enforced);
