create schema app;
create schema parts;
create table app.a (x integer, "Y" text default 'y') partition by list ("Y");
create table parts."A 1" partition of app.a for values in ('1');
create table public.a_2 partition of app.a for values in ('2');
create index on app.a (x);
create unique index parts_own on parts."A 1" (x);
