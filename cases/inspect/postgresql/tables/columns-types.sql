create table a (
    i2 smallint, i4 integer, i8 bigint, n numeric, n1 numeric(10,2), n2 numeric(5), f4 real, f8 double precision, b boolean,
    t text, v varchar(20), v0 varchar, c char(3), by bytea, d date, ti time, ti3 time(3), tz timetz, ts timestamp, ts3 timestamp(3),
    tsz timestamptz, tsz0 timestamptz(0), iv interval, ivd interval day to second(3), u uuid, j json, jb jsonb, ip inet, ci cidr, m macaddr,
    bt bit(4), vb bit varying(8), x xml, p point, po polygon, r int4range, tr tstzrange, q tsquery, tv tsvector, mo money, o oid, rc regclass,
    a1 integer[], a2 text[][], a3 numeric(8,3)[], "char" "char", nm name
);
