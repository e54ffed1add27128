create table defaults (
    a int default (1 + 2), b varchar(50) default (uuid()), c date default (current_date + interval 1 day), d blob default 'x',
    e text default ('abc'), f float default 1.5, g timestamp null default null, h datetime default '2020-01-01 00:00:00',
    i int default -5, j varchar(20) default 'it''s \\ and \n', k varchar(10) default '', l varchar(4) default 'NULL',
    m bit(3) default b'101', n datetime(3) default current_timestamp(3) on update current_timestamp(3),
    o timestamp not null default current_timestamp() on update current_timestamp(), p int not null default 0,
    q datetime on update current_timestamp(), r varchar(20) default concat('a','b'), s enum('a','b') not null default 'b'
);
-- has: n datetime(3) default current_timestamp(3) on update current_timestamp(3)
-- has: l varchar(4) default 'NULL'
