-- migrate:up
create table customers (id bigint not null auto_increment primary key, email varchar(100) not null);

-- migrate:down
drop table customers;
