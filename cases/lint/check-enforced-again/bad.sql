-- engine: mysql:8.4
-- expect: check-enforced-again
alter table orders alter check c enforced;
