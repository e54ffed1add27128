-- expect warning not-loaded cannot have the extension nowhere_to_be_found; 1 statement that needs
-- table kept
-- !table undone
begin;
create extension nowhere_to_be_found;
create table kept (id int primary key);
create index on kept using nowhere_method (id);
commit;
begin;
create table undone (id int);
rollback;
