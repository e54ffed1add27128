create table regions (id int not null, region varchar(10) not null, primary key (id, region))
    partition by list columns (region) (partition north values in ('no', 'se'), partition south values in ('it', 'es'));
create table grades (grade int, pupil varchar(30)) partition by list (grade) (partition g1 values in (1, 2, null), partition g2 values in (3));
create table rest (a int) partition by list (a) (partition p1 values in (1), partition pd default);
