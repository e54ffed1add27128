-- engine: mysql
set sql_log_bin = 1;
set lock_wait_timeout = 2;
