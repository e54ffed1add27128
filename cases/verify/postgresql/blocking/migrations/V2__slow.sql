lock table customers in access exclusive mode;
select pg_sleep(1.5);
alter table customers add column phone text;
