-- fails 4:18 You have an error in your SQL syntax
create table a (
  id int primary key,
  name int valid varchar(100) not null default 'a rather long rest of the statement, of which the server names no more than a part',
  more int, still_more int, so_that int, the_rest int, is_cut int, and_dots int, stand_there int
);
