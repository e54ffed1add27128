-- engine: mariadb:10.11
-- expect: foreign-key-dropped
alter table orders drop foreign key fk;
