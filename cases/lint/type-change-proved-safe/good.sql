-- engine: postgresql:16
alter table orders alter code type text;
