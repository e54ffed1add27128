-- engine: mariadb
-- expect: change-column
alter table orders change state state varchar(20) not null;
-- expect: change-column
alter table orders change column state status varchar(20) not null;
