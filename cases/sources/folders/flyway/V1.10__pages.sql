alter table books add column pages int;
