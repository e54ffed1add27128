-- engine: mysql
-- expect: replication-bypassed
set session sql_log_bin = 0;
-- expect: replication-bypassed
set @@session.sql_log_bin = off;
