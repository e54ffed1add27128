create schema app;
create schema other;
create table app.t (id integer primary key);
create table other.t (id integer primary key, app integer);
set search_path to app, other, public;
create function f() returns integer language sql as 'select 1';
create view v as select t.id, f() as f from t join other.t o on o.id = t.id;
create table public.u (id integer default f(), check (id > f()));
