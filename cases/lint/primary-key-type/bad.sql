-- expect: primary-key-type
create table notes (id varchar(20) primary key);
