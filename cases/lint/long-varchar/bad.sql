-- expect: long-varchar
create table notes (title varchar(10000));
