-- administrator
-- roles: shop_reader
create extension file_fdw;
create server files foreign data wrapper file_fdw;
comment on server files is 'Files of the shop';
create foreign table rate (
    currency text options (force_not_null 'true') not null,
    value numeric default 1,
    constraint positive check (value > 0)
) server files options (filename '/tmp/rates.csv', format 'csv');
comment on foreign table rate is 'Rates of the day';
comment on column rate.value is 'In euro';
create view rates as select currency, value from rate;
grant usage on foreign server files to shop_reader;
grant select on rate to shop_reader;
