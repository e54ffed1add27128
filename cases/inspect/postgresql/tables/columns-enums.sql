create type mood as enum ('sad', 'ok', 'it''s fine');
create schema app;
create type app."Level" as enum ('low', 'high');
create table a (m mood not null default 'ok', l app."Level", ms mood[], ls app."Level"[] default '{low}'::app."Level"[]);
create index on a (m) where m <> 'sad';
