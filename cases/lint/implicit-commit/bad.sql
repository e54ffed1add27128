-- engine: mariadb
-- allow: no-algorithm, statements-to-merge
start transaction;
update orders set note = '' where id = 1;
-- expect: implicit-commit
alter table orders add column place int, algorithm=instant;
alter table orders add column other int, algorithm=instant;
commit;
