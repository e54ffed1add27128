create table t (
    id int primary key, created timestamp not null default current_timestamp(), changed timestamp not null default current_timestamp() on update current_timestamp(),
    precise datetime(6) not null default current_timestamp(6) on update current_timestamp(6), only_update datetime null on update current_timestamp(),
    empty timestamp null, fixed timestamp(3) not null default '2020-01-01 00:00:00.000'
);
-- has: on update current_timestamp(6)
