-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, at timestamp);
-- file: V2__types.sql
set timezone = 'UTC';
alter table orders alter at type timestamptz;
