-- roles: shop_reader
create table archive (id integer primary key);
revoke insert, update, delete, truncate on archive from current_user;
grant select on archive to shop_reader;
create view empty_rights as select id from archive;
revoke all on empty_rights from current_user;
