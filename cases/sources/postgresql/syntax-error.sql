-- fails 5:14 syntax error at or near "itn"
create table a (id int);

create table b (
  id integer itn
);
