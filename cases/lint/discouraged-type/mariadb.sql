-- engine: mariadb:10.11
create table t (
    -- expect: discouraged-type
    a enum('x'),
    -- expect: discouraged-type
    b timestamp,
    c datetime
);
