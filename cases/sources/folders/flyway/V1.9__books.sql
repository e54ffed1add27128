create table books (id int primary key, author_id int not null references authors, title text);
create temporary table drafts (title text) on commit drop;
insert into drafts (title) values ('gone with the transaction');
insert into authors (id, name) select 1, title from drafts;
