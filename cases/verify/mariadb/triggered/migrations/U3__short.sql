alter table items drop column short;
