create table posts (
    id int auto_increment primary key, slug varchar(80) character set ascii not null unique, `odd name` tinytext not null, body text not null,
    more mediumtext, all_of_it longtext, kind char(1) not null, fulltext key (body)
) comment 'texts of all sizes';
