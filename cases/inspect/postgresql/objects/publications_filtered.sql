-- since: 15
-- administrator
create table item (id integer primary key, name text, secret text);
create schema app;
create table app.bill (id integer primary key);
create publication filtered for table item (id, name) where (id > 10);
create publication of_schema for tables in schema app;
create publication everything for all tables with (publish = 'insert');
