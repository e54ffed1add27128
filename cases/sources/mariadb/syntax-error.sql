-- fails 4:7 You have an error in your SQL syntax
create table a (id int);
create table b (
  id integr,
  primary key (id)
);
