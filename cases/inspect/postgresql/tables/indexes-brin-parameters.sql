-- since: 14
create table a (i integer, d date);
create index a_bloom on a using brin (i int4_bloom_ops (n_distinct_per_range = 500, false_positive_rate = 0.05));
create index a_multi on a using brin (d date_minmax_multi_ops (values_per_range = 16), i);
