-- expect: varchar-column
create table notes (title varchar(100));
