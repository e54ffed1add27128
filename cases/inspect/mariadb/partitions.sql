create table by_range (a int not null, b date not null, primary key (a, b))
    partition by range (year(b)) subpartition by hash (a) subpartitions 2
    (partition p0 values less than (2000) comment 'old', partition p1 values less than maxvalue);
create table by_named_subpartitions (a int, b int) partition by range (a) subpartition by key (b)
    (partition p0 values less than (5) (subpartition s0 comment 'c', subpartition s1),
     partition p1 values less than maxvalue (subpartition s2, subpartition s3));
create table by_columns (a int, b varchar(10)) partition by range columns (a, b)
    (partition p0 values less than (1, 'a'), partition pm values less than (maxvalue, maxvalue));
create table by_list (a int) partition by list (a) (partition p1 values in (1, 2, null), partition p2 values in (3));
create table by_list_columns (a varchar(20)) partition by list columns (a) (partition p1 values in ('x', 'it''s'), partition pd default);
create table by_hash (a int) partition by hash (a) partitions 3;
create table by_named_hash (a int) partition by hash (a) (partition x, partition y comment = 'ENGINE = InnoDB, ENGINE = x');
create table by_linear_hash (a int) partition by linear hash (a) partitions 2;
create table by_key (a int primary key) partition by key () partitions 3;
create table by_linear_key (a int) partition by linear key algorithm = 1 (a) partitions 2;
