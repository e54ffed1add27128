-- engine: mariadb
-- expect: server-setting-changed
set global innodb_flush_log_at_trx_commit = 2;
-- expect: server-setting-changed
set @@global.max_connections = 500;
