-- expect: set-logged-rewrites
alter table orders set unlogged;
