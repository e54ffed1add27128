-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, state enum('open', 'closed'));
-- file: V2__t.sql
-- expect: list-value-inserted
alter table orders modify state enum('open', 'lost', 'closed');
