create table a (x text, y text, z bytea, n numeric);
alter table a alter x set storage external, alter y set storage main, alter z set storage plain, alter n set storage extended;
