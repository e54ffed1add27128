-- seed: --rows t=200
create table t (id integer primary key, doc text not null check (json_valid(doc)), settings text check (json_valid(settings) and json_type(settings, '$.theme') = 'text'), amount text not null check (json_extract(amount, '$.value') > 5));
