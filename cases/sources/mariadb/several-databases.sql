-- fails 6:1 several databases: shop and stock
create database shop;
use shop;
create table orders (id int);
use stock;
create table orders (id int);
