-- +goose Up
alter table customers add column name text;
create index customers_email on customers (email);
