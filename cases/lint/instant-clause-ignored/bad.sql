-- engine: mariadb:10.11
-- expect: instant-clause-ignored
alter table orders algorithm=instant, engine=aria;
