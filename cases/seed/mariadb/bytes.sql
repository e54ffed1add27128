create table keys_of_users (
    id binary(16) not null primary key, digest varbinary(32) not null unique, small tinyblob, photo mediumblob not null, raw blob, big longblob
);
create table uses (id int auto_increment primary key, key_id binary(16) not null, foreign key (key_id) references keys_of_users (id));
