create temporary table scratch (id bigint);
drop table scratch;
