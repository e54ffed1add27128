-- engine: mariadb:10.11
-- file: V1__t.sql
-- earlier
create table orders (id int primary key, state enum('open', 'closed', 'lost'), flags set('a', 'b'));
-- file: V2__t.sql
-- expect: list-value-removed
alter table orders modify state enum('open', 'closed');
-- expect: list-value-removed
alter table orders modify flags set('a');
