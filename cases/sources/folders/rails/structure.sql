SET statement_timeout = 0;
SELECT pg_catalog.set_config('search_path', 'public', false);
create table authors (id int primary key, name text not null);
create table books (id int primary key, author_id int not null references authors, title text);
alter table books add column pages int;
create view long_books as select id, title from books where pages > 500;
SET search_path TO "$user", public;


