-- seed: --rows t=100
create type mood as enum ('sad', 'ok', 'happy');
create type address as (street text, zip varchar(5), geo point);
create type floats as range (subtype = float8);
create table t (id bigserial primary key, a smallint, b real, c double precision, d money, e bytea, f char(3), g "char", h name, i time, j timetz, k interval, l inet, m cidr, n macaddr, o macaddr8, p bit(5), q bit varying(9), r box, s circle, t1 line, u lseg, v path, w polygon, x point, y tsvector, z tsquery, aa uuid, ab xml, ac json, ad jsonb, ae jsonpath, af int4range, ag int8range, ah numrange, ai tsrange, aj tstzrange, ak daterange, al int4multirange, am datemultirange, an mood, ao mood[], ap address, aq address[], ar floats, at1 oid, au pg_lsn, av regclass, aw text[], ax numeric, ay date[], az timestamptz[]);
