-- account: role if not exists reader
-- account: user if not exists clerk@'%' account lock
create table people (id int primary key, name varchar(50), `pass word` varchar(255));
create view names as select name, id from people;
grant select (id, name), update (name) on people to reader;
grant insert (`pass word`), references (id) on people to clerk@'%';
grant select (name) on names to clerk@'%';
-- has: grant select (id), select (name), update (name) on table people to `reader`
-- has: insert (`pass word`)
-- has: grant select (name) on table names to `clerk`@`%`
