-- expect: forbidden-function
select pg_sleep(10);
