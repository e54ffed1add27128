create table books (id int primary key, author_id int not null references authors, title text);
alter table books add column pages int;
create view long_books as select id, title from books where pages > 500;
