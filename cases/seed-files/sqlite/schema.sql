create table things (
  id integer primary key,
  whole integer not null,
  flag boolean not null,
  price decimal(12, 2) not null,
  measure real not null,
  name text not null,
  day date not null,
  created_at timestamp not null,
  lasts interval not null,
  content blob not null,
  note text
);
create table strict_things (
  id integer primary key,
  label text not null,
  created_at text not null check (created_at like '____-__-__T__:__:__.___Z')
) strict;
