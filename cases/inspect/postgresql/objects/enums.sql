create schema app;
create type app.mood as enum ('sad', 'it''s fine', 'happy');
comment on type app.mood is 'How one feels';
create type color as enum ('red', 'green');
create table app.person (id integer primary key, mood app.mood not null default 'happy', colors color[] not null default '{red}');
