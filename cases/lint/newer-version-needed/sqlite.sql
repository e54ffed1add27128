-- engine: sqlite:3.31
-- expect: newer-version-needed
alter table orders drop column a;
