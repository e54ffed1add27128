create sequence plain;
create sequence counted start with 5 increment by 2 minvalue 1 maxvalue 100 cache 10 cycle;
create sequence backwards increment by -2 cache 5;
create sequence uncached nocache comment = 'it''s uncached';
create sequence `odd name` start with -3 minvalue -10;
create table numbered (id bigint not null default nextval(plain) primary key, other bigint default (nextval(`odd name`) + 1), c int);
-- has: create sequence plain start with 1 increment by 1 cache 1000;
-- has: increment by 2 cache 10 cycle
-- has: comment 'it''s uncached'
