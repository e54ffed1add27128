create table kept (id int auto_increment primary key, name varchar(30) not null, price decimal(8, 2) not null) with system versioning;
create table kept_columns (
    a int not null primary key, since timestamp(6) generated always as row start, until timestamp(6) generated always as row end,
    period for system_time (since, until)
) with system versioning;
create table of_kept (id int auto_increment primary key, kept_id int not null, foreign key (kept_id) references kept (id)) with system versioning;
