-- has: generated always as (price * quantity) stored
-- has: generated always as (lower(name)) virtual
create table t (price integer, quantity integer, total integer generated always as (price*quantity) stored,
    name text, folded text as (LOWER(name)), twice integer as (price + price) virtual unique);
