update customers set name = name;
with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 12000000)
select count(*) from numbers;
