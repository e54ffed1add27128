-- not dumped alike on 18: a NOT NULL that comes from the partitioned table gets its name from there
create table a (x integer not null, y text default 'a', z integer, constraint a_z check (z > 0)) partition by range (x);
create table a_1 (z integer check (z > 5), y text, x integer not null, constraint a_z check (z > 0));
alter table a attach partition a_1 for values from (0) to (10);
create table gap (gone integer, x integer not null, y text, z integer, constraint a_z check (z > 0));
alter table gap drop column gone;
alter table a attach partition gap for values from (10) to (20);
create table a_3 partition of a for values from (20) to (30);
alter table a_3 alter y drop default, alter z set not null;
