-- expect: access-method-rewrites
alter table orders set access method columnar;
