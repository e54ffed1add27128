create or replace view account_names as select name from accounts order by name;
