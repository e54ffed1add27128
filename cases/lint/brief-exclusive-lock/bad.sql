-- expect: brief-exclusive-lock
alter table orders alter column note set storage external;
