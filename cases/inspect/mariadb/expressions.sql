create table t (
    a int, b varchar(50), c date, d json,
    e int as (case when a > 0 then a else -a end) virtual, f varchar(100) as (concat_ws(' ', upper(b), 'x')) stored,
    g int as (year(c) * 100 + month(c)) virtual, h tinyint(1) as (a between 1 and 5 and b is not null) virtual,
    i varchar(20) as (json_unquote(json_extract(d, '$.k'))) virtual, j int as (if(a is null, 0, a)) virtual,
    k date default (curdate() + interval 1 month), l varchar(40) default (concat('x', 'it''s')), m int default (1 << 3),
    check (a in (1, 2, 3) or b like 'x\_%'), check (b regexp '^[a-z]+$'), check (not (a is null and b is null)),
    check (c > '2020-01-01'), check (coalesce(a, 0) <> 7)
);
create table u (a int, constraint cs check (a > 0 and a < 10 xor a = 5), b int as (a % 3) virtual, key (b));
