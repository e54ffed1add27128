-- has: not null on conflict ignore
-- has: unique (b) on conflict replace
-- has: primary key on conflict rollback
create table t (id integer primary key on conflict rollback, a text not null on conflict ignore, b text unique on conflict replace,
    c text, d text, unique (c, d) on conflict fail, check (c <> d) on conflict abort);
create table u (a text, b text not null on conflict abort, primary key (a) on conflict ignore);
