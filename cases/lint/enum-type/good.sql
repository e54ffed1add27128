create table states (value text primary key);
create type pair as (a int, b int);
