create function f(x integer) returns integer language plpgsql as $$ begin return x; end $$;
create table a (
    a integer default 1, b text default 'x', c timestamptz default now(), d date default current_date, e jsonb default '{}',
    f integer default f(3), g text default current_user, h integer[] default array[1, 2], i interval default '1 day', j boolean default true,
    k numeric default -1.5, l uuid default gen_random_uuid(), m text default 'a' || 'b', n text collate "C" default null
);
