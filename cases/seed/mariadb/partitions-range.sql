create table readings (
    sensor int not null, taken_at datetime not null, value double not null, primary key (sensor, taken_at)
) partition by range (year(taken_at)) (partition p24 values less than (2025), partition p25 values less than (2026));
create table days (d date not null, n int not null) partition by range (to_days(d))
    (partition p0 values less than (to_days('2025-07-01')), partition p1 values less than (to_days('2025-09-01')));
create table numbers (n int not null primary key, x varchar(10)) partition by range (n)
    (partition p0 values less than (10), partition p1 values less than (50));
create table columns_of (a int not null, b varchar(10) not null) partition by range columns (a, b)
    (partition p0 values less than (5, 'm'), partition p1 values less than (20, 'z'));
-- seed: --rows numbers=40
