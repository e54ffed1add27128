lock table customers in access exclusive mode;
select pg_sleep(0.5);
alter table customers add column phone text;
