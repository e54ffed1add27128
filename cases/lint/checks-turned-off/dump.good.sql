-- engine: mariadb
set @old_foreign_key_checks = @@foreign_key_checks, foreign_key_checks = 0;
set foreign_key_checks = @old_foreign_key_checks;
