-- administrator
-- unread: 1
create extension postgres_fdw;
create server other foreign data wrapper postgres_fdw options (host 'example.org', dbname 'shop');
create user mapping for public server other options (user 'guest', password 'secret');
