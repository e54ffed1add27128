-- seed: --rows t=50
create table t (id int primary key, a text not null default 'x' check (a = any (array['x'::text, 'y'::text])), b text check (b is null or b in ('p', 'q')), c text not null check (c not in ('bad', 'worse')));
