create table a (x integer, y integer, primary key (x, y), n integer unique);
create table b (x integer, y integer, n integer,
    constraint b_full foreign key (x, y) references a match full on delete cascade on update restrict,
    constraint b_n foreign key (n) references a (n) on delete set null on update set default deferrable initially deferred);
create table c (x integer, y integer, n integer references a (n) on delete restrict deferrable);
alter table c add constraint c_later foreign key (x, y) references a (x, y) on update cascade not valid;
create table d (id integer primary key, parent integer references d on delete set default);
create table e (id integer primary key, f_id integer);
create table f (id integer primary key, e_id integer references e);
alter table e add foreign key (f_id) references f;
