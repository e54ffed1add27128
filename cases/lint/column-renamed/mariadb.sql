-- engine: mariadb
-- expect: column-renamed
alter table orders change state status varchar(20);
alter table orders change state state varchar(20);
