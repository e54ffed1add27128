-- seed: --rows t=100
create table t (id integer primary key, anything, n numeric, b blob, d date, ts datetime default current_timestamp, f float, v varchar(20) not null, c char(3), flag boolean, dec decimal(8,2));
