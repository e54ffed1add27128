-- seed: --rows t=60
create table t (id int primary key, n int not null, updated_at timestamptz not null default now());
create function touch() returns trigger language plpgsql as $$ begin raise exception 'no trigger may fire while loading'; end $$;
create trigger touch before insert on t for each row execute function touch();
