-- engine: mariadb
set sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE';
set @old = @@sql_mode, sql_mode = 'NO_AUTO_VALUE_ON_ZERO';
set sql_mode = 'TRADITIONAL';
set sql_mode = @old;
set sql_mode = default;
