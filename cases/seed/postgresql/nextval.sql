-- seed: --rows a=50 --rows b=80
create sequence shared; create sequence "Its own" start 1000;
create table a (id bigint primary key default nextval('shared')); create table b (id bigint primary key default nextval('shared'), n int not null default nextval('"Its own"'));
