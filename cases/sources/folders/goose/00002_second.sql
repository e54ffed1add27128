-- +goose NO TRANSACTION
-- +goose Up
alter table books add column pages int;
create view long_books as select id, title from books where pages > 500;
-- +goose Down
drop view long_books;
