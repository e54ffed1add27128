-- engine: postgresql:11
begin;
-- expect: enum-value-used-too-early
alter type state add value 'lost';
commit;
