-- seed: --rows d=10 --rows e=100
create table d (id integer primary key, head_id integer references e (id) deferrable initially deferred);
create table e (id integer primary key, d_id integer not null references d (id), email text not null);
