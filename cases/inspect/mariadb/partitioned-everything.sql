create table measurements (
    id bigint not null auto_increment, at datetime(6) not null, sensor int not null, value double, note varchar(200) character set latin1,
    primary key (id, at), key by_sensor (sensor, at desc), key by_note (note(10)), check (value >= 0)
) row_format = dynamic comment 'measurements' collate utf8mb4_bin
partition by range columns (at) (
    partition p2025 values less than ('2026-01-01'), partition p2026 values less than ('2027-01-01') comment 'this year',
    partition p_rest values less than (maxvalue)
);
create table sharded (id int primary key, x int) engine = aria partition by key (id) partitions 4;
create table by_days (d date) partition by range (to_days(d)) (partition a values less than (to_days('2026-01-01')), partition b values less than maxvalue);
create table by_stamp (t timestamp not null) partition by range (unix_timestamp(t)) (partition a values less than (1767225600), partition b values less than maxvalue);
