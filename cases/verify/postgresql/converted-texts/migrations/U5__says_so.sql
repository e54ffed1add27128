alter table orders alter column number type text;
