create schema app;
create schema "Other";
create table app.a (id bigint primary key, n text);
create table "Other"."B" (id bigint primary key, a_id bigint references app.a, constraint "Positive" check (id > 0));
create table public.c (id bigint references "Other"."B" (id));
create index on app.a (n);
create index "Mixed" on "Other"."B" (a_id, id desc);
