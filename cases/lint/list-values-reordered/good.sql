-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, state enum('open', 'closed'));
-- file: V2__t.sql
alter table orders modify state enum('open', 'closed') not null;
