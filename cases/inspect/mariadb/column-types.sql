-- Every type with its limits; widths that were said stay.
create table numbers (
    a tinyint, b tinyint unsigned, c smallint, d smallint(4), e mediumint unsigned zerofill, f int, g int(5), h int unsigned,
    i bigint, j bigint unsigned, k decimal(10,2), l decimal(6) unsigned zerofill, m float, n float(7,3), o double, p double(10,3),
    q bit(3), r boolean, s year, t decimal(65,38), u float unsigned
);
create table texts (
    a char, b char(10), c varchar(100), d tinytext, e text, f mediumtext, g longtext, h binary, i binary(16), j varbinary(20),
    k tinyblob, l blob, m mediumblob, n longblob, o enum('A','b''c','é'), p set('x','Y'), q uuid, r inet6, s inet4, t json
);
create table times (
    a date, b time, c time(2), d datetime, e datetime(6), f timestamp null, g timestamp(3) null, h timestamp not null default current_timestamp()
);
create table shapes (
    a point, b linestring, c polygon, d multipoint, e multilinestring, f multipolygon, g geometrycollection, h geometry not null,
    i point ref_system_id = 101
);
-- has: g int(5)
-- has: f int,
-- has: o enum('A','b''c','é')
-- has: i point ref_system_id = 101
