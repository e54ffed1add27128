create table a (gone integer, x integer, also_gone text, y integer, primary key (x), unique (y, x));
alter table a drop column gone, drop column also_gone;
create index on a (y);
alter table a add column z integer references a (x);
