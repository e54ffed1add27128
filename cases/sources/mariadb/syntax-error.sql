-- fails 4:11 You have an error in your SQL syntax
create table a (id int);
create table b (
  id int,,
  x int
);
