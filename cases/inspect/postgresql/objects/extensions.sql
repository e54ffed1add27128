create schema ext;
create extension pg_trgm with schema ext;
create extension hstore;
create table t (id integer primary key, name text, attributes hstore);
create index t_name on t using gin (name ext.gin_trgm_ops);
create view similar_names as select a.id, ext.similarity(a.name, b.name) as alike, a.attributes -> 'x' as x from t a, t b;
comment on extension hstore is 'Used by t';
