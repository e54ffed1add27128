alter table a add column e text;
create index a_e on a (e);
