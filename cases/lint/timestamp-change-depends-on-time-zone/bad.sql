-- engine: postgresql:16
-- file: V1__tables.sql
-- earlier
create table orders (id int primary key, at timestamp, at2 timestamptz);
-- file: V2__types.sql
-- expect: timestamp-change-depends-on-time-zone
alter table orders alter at type timestamptz;
set timezone = 'Europe/Paris';
-- expect: timestamp-change-depends-on-time-zone
alter table orders alter at2 type timestamp;
