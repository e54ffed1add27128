-- Versioned tables with all that tables have.
create table parents (id int primary key) with system versioning;
create table everything (
    id int auto_increment, parent_id int, name varchar(20) character set latin1 without system versioning, total decimal(10,2) check (total > 0),
    twice decimal(12,2) as (total * 2) virtual, primary key (id), key by_name (name(5)), fulltext key words (name),
    constraint e_parent foreign key (parent_id) references parents (id)
) engine = innodb row_format = compressed key_block_size = 4 comment 'everything' with system versioning;
