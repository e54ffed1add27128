create table tickets (
    id int unsigned auto_increment primary key, state varchar(10) not null check (state in ('open', 'done', 'late')),
    priority tinyint unsigned not null check (priority between 1 and 5), closed_at datetime,
    check ((state = 'done') = (closed_at is not null)), check (priority <> 3)
);
