-- engine: postgresql:16
-- expect: char-column
alter table orders alter column code type char(3);
alter table orders alter column note type text;
