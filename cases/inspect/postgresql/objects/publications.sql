-- since: 14
create table item (id integer primary key, name text, secret text);
create schema app;
create table app.bill (id integer primary key);
create publication some_items for table item, app.bill with (publish = 'insert, update');
create publication nothing;
create publication rooted for table item with (publish_via_partition_root = true);
comment on publication some_items is 'For the warehouse';
