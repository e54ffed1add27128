create table visits (
    id int primary key, at datetime not null default '0000-00-00 00:00:00', day date not null default '2024-00-00',
    seen timestamp not null default '0000-00-00 00:00:00'
);
