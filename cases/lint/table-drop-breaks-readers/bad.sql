-- expect: table-drop-breaks-readers
drop table orders;
