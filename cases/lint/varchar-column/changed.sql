-- engine: postgresql:16
-- expect: varchar-column
alter table orders alter column code type varchar(20);
alter table orders alter column note type varchar;
