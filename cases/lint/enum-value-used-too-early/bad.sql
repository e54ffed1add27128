-- engine: postgresql:16
begin;
alter type state add value 'lost';
-- expect: enum-value-used-too-early
update orders set state = 'lost' where id = 1;
commit;
