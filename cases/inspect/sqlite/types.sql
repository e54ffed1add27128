-- has: unsigned big int
create table t (a UNSIGNED BIG INT, b "my type", c VARYING CHARACTER (255), d, e decimal( 10 , 5 ), f DOUBLE PRECISION, g nvarchar(100),
    h numeric, i timestamp, j bigint, k float, l number(10, 2), m varchar (80));
