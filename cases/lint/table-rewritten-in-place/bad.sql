-- expect: table-rewritten-in-place
vacuum full orders;
-- expect: table-rewritten-in-place
VACUUM (FULL, ANALYZE) orders;
-- expect: table-rewritten-in-place
cluster orders using orders_pkey;
