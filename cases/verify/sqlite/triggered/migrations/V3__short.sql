-- The log has a row more for each item, as for any update.
alter table items add column short varchar(3);
update items set short = substr(label, 1, 3);
