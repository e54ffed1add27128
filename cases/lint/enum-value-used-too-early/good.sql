-- engine: postgresql:16
alter type state add value 'lost';
update orders set state = 'lost' where id = 1;
begin;
create type kind as enum ('a');
alter type kind add value 'b';
insert into t values ('b'::kind);
commit;
