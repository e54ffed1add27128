-- since: 18
create table a (w integer, h integer, area integer generated always as (w * h) virtual, stored integer generated always as (w + h) stored);
