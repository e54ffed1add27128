create table sale (id integer primary key, day date not null, amount numeric not null);
create materialized view by_day as select day, sum(amount) as amount from sale group by day;
create index by_day_amount on by_day (amount desc);
comment on materialized view by_day is 'Once a night';
create materialized view later with (fillfactor = 70) as select day from by_day with no data;
comment on column later.day is 'The day';
