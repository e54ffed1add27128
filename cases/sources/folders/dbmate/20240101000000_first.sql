-- migrate:up
create table authors (id int primary key, name text not null);
create table books (id int primary key, author_id int not null references authors, title text);

-- migrate:down
drop table books;
drop table authors;
