create table accounts (
    id bigint generated always as identity primary key,
    name text not null,
    balance bigint not null default 0
);
insert into accounts (id, name, balance) overriding system value
select n, 'account ' || n, n from generate_series(1, 60) as n;
