-- engine: mariadb
drop table if exists trees;
create table trees (id int primary key, parent int, key (parent), constraint trees_parent foreign key (parent) references trees (id));
create table changes (id bigint primary key, checksum binary(20) not null, author int, key changes_checksum (checksum, author));
-- expect: foreign-key-parent-not-unique
create table configs (id bigint primary key, checksum binary(20), key (checksum), constraint configs_change foreign key (checksum) references changes (checksum));
-- expect: foreign-key-parent-not-unique
create table authors (id int primary key, author int, key (author), constraint authors_author foreign key (author) references changes (author));
