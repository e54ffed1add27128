-- seed: --rows t=300
create table t (id int not null, year int not null, month int not null, v text) partition by range (year, month);
create table t1 partition of t for values from (2024, 1) to (2024, 7);
create table t2 partition of t for values from (2024, 7) to (2025, 1);
create table t3 partition of t for values from (2025, 1) to (2025, maxvalue);
create table refs (id int primary key, year int not null);
