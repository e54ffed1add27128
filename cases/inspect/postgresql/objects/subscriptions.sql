-- administrator
-- unread: 1
create table item (id integer primary key);
create subscription from_shop connection 'host=nowhere password=secret' publication some_items with (connect = false, slot_name = none);
