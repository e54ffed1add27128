create table categories (
    id smallint unsigned auto_increment primary key, parent_id smallint unsigned, name varchar(30) not null,
    unique (parent_id, name), foreign key (parent_id) references categories (id) on delete cascade
);
create table employees (id int auto_increment primary key, boss_id int not null, hired_on date not null, foreign key (boss_id) references employees (id));
