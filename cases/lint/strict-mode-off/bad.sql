-- engine: mariadb
-- expect: strict-mode-off
set sql_mode = '';
-- expect: strict-mode-off
set session sql_mode = 'NO_ENGINE_SUBSTITUTION,NO_ZERO_DATE';
