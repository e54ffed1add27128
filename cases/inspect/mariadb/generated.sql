create table generated (
    a int, b int as (a + 1) virtual, c int generated always as (a * 2) stored comment 'twice', d varchar(20) as (concat('x', a)) persistent invisible,
    e json, f varchar(50) as (json_value(e, '$.name')) virtual, key k (b), unique key u (c), key n (f(10))
);
create table hidden (a int, b int invisible default 5, c int not null default 1 invisible comment 'hidden');
create table squeezed (a longtext compressed, b varchar(100) compressed not null, c blob compressed comment 'x');
-- has: invisible
-- has: a longtext compressed
