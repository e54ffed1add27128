-- engine: sqlite
-- allow: foreign-key-without-index
pragma foreign_keys = off;
alter table orders add column a integer default (-5);
alter table orders add column b text default 'new' collate nocase;
alter table orders add column c integer default true;
alter table orders add column d integer references places (id);
alter table orders add column e integer default 1 references places (id);
alter table orders add column f integer as (total * 2) virtual;
create table places (id integer primary key);
alter table places add column at text default current_timestamp;
