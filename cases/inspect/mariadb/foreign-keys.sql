create table parents (id int primary key, a int, b int, unique key ab (a, b));
create table children (
    id int primary key, parent_id int, other_id int, third_id int, a int, b int, x int,
    constraint c_parent foreign key (parent_id) references parents (id) on delete cascade on update set null,
    foreign key (other_id) references parents (id) on delete no action,
    key third (third_id, x),
    constraint c_third foreign key (third_id) references parents (id) on delete restrict,
    constraint c_ab foreign key (a, b) references parents (a, b),
    constraint c_self foreign key (x) references children (id)
);
create table covered (
    id int primary key, parent_id int, x int, key longer (parent_id, x), key c_covered (parent_id),
    constraint c_covered foreign key (parent_id) references parents (id)
);
create table eggs (id int primary key, hen_id int);
create table hens (id int primary key, egg_id int, constraint hen_egg foreign key (egg_id) references eggs (id));
alter table eggs add constraint egg_hen foreign key (hen_id) references hens (id);
-- has: index other_id (other_id)
-- not: index c_parent
-- has: index c_covered (parent_id)
