create table kept (a int, b int without system versioning, c varchar(10)) with system versioning;
create table kept_columns (
    a int, since timestamp(6) generated always as row start invisible, until timestamp(6) generated always as row end,
    period for system_time (since, until), primary key (a, until)
) with system versioning;
create table kept_by_month (a int) with system versioning
    partition by system_time interval 1 month starts '2020-01-01' (partition p0 history, partition pc current);
create table kept_by_number (a int primary key) with system versioning
    partition by system_time limit 1000 (partition p0 history, partition p1 history, partition pn current);
create table kept_column (a int, b int with system versioning);
-- has: without system versioning
-- has: generated always as row start invisible
-- has: period for system_time (`since`, `until`)
