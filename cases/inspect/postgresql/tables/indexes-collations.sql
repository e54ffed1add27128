create table a (x text, y text collate "C", z varchar(10));
create index a_1 on a (x collate "C");
create index a_2 on a (y, x collate "POSIX" desc);
create index a_3 on a (y collate "default");
create index a_4 on a (lower(x) collate "C" text_pattern_ops);
create index a_5 on a (z varchar_pattern_ops, x text_pattern_ops desc);
create index a_6 on a (lower(y));
create index a_7 on a ((x || y collate "C"));
