-- +goose Up
create table customers (id integer primary key, email text not null);
-- +goose Down
drop table customers;
