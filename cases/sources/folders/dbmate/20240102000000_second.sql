-- migrate:up transaction:false
alter table books add column pages int;
create view long_books as select id, title from books where pages > 500;
-- migrate:down
drop view long_books;
