-- seed: --rows sales=400
create table sales (id int not null, region text not null, sold date not null, amount numeric(10,2) not null check (amount > 0), primary key (id, region, sold)) partition by list (region);
create table sales_eu partition of sales for values in ('de', 'fr') partition by range (sold);
create table sales_eu_q1 partition of sales_eu for values from ('2025-01-01') to ('2025-04-01');
create table sales_eu_q2 partition of sales_eu for values from ('2025-04-01') to ('2025-07-01') partition by hash (id);
create table sales_eu_q2_0 partition of sales_eu_q2 for values with (modulus 2, remainder 0);
create table sales_eu_q2_1 partition of sales_eu_q2 for values with (modulus 2, remainder 1);
create table sales_us partition of sales for values in ('us') partition by range (sold);
create table sales_us_2024 partition of sales_us for values from ('2024-01-01') to ('2025-01-01');
