-- engine: mariadb
-- expect: checks-turned-off
set foreign_key_checks = 0;
-- expect: checks-turned-off
set @old = @@unique_checks, session unique_checks = off;
