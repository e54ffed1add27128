-- expect: column-dropped
alter table orders drop column note;
