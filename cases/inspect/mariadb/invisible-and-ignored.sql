create table t (a int, b int invisible, c int as (a + 1) invisible, d varchar(10) not null default 'x' invisible comment 'hidden', key k (a) ignored, key l (d));
-- has: ignored
