-- engine: sqlite
create table orders ("id" integer primary key, "kind" text not null check ("kind" in ('new', 'paid')));
create index paid on orders ("kind") where "kind" = 'paid';
create index elsewhere on others ("kind") where "kind" = 'paid';
