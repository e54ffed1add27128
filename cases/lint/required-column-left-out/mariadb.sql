-- engine: mariadb
create table orders (id bigint auto_increment primary key, code text not null, kind enum('a', 'b') not null, at timestamp not null);
insert into orders (code) values ('a');
insert ignore into orders (kind) values ('a');
-- expect: required-column-left-out
insert into orders (kind) values ('a');
