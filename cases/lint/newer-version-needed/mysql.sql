-- engine: mysql:5.7
-- expect: newer-version-needed
alter table orders rename column a to b;
