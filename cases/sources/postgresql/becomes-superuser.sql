-- expect warning not-loaded takes a superuser
-- table t
-- A function that belonged to a superuser would run with its rights.
create table t (id int);
create function evil() returns text language sql security definer as $$ select current_setting('is_superuser') $$;
alter function evil() owner to postgres;
alter function evil() owner to pg_read_server_files;
create role boss superuser login;
alter role boss superuser;
grant pg_read_server_files to boss;
set session authorization postgres;
create function c_code() returns int language c as '/lib/x86_64-linux-gnu/libc.so.6', 'getpid';
grant execute on function pg_catalog.pg_read_file(text) to boss;
do $$ begin if current_setting('is_superuser') = 'on' then raise exception 'a superuser runs this'; end if; end $$;
reset session authorization;
do $$ begin if current_setting('is_superuser') = 'on' then raise exception 'a superuser runs this'; end if; end $$;
