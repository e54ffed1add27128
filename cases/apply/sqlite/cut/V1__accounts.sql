create table accounts (id integer primary key, name text not null, balance integer not null default 0);
with recursive n (i) as (select 1 union all select i + 1 from n where i < 60)
insert into accounts (name, balance) select 'account ' || i, i from n;
